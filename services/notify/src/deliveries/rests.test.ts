import { expect, it } from 'vitest';
import { Rests } from './rests.js';

it('leaves a way alone that was away, longer each time, never longer than 16 s, and only that way', () => {
  let now = 5;
  const rests = new Rests(() => now);
  const waited: number[] = [];
  for (let outage = 0; outage < 7; outage++) {
    expect(rests.awake(['EMAIL', 'SMS'])).toEqual(['EMAIL', 'SMS']);
    for (let sender = 0; sender < 4; sender++) rests.away('SMS');
    const since = now;
    while (rests.awake(['EMAIL', 'SMS']).length < 2) {
      expect(rests.awake(['EMAIL', 'SMS'])).toEqual(['EMAIL']);
      now += 500;
    }
    waited.push(now - since);
  }
  expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 16_000, 16_000]);
  rests.away('SMS');
  rests.back('SMS');
  expect(rests.awake(['SMS'])).toEqual(['SMS']);
});
