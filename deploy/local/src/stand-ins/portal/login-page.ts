import { html, page } from '../page.js';
import { demoPersons } from './persons.js';

export function loginPage(uid: string, problem?: string): string {
  const action = `/interaction/${encodeURIComponent(uid)}`;
  return page({
    title: 'Sign in',
    house: 'State portal',
    colour: '#1f3f77',
    body: html`<h1>Who are you today?</h1>
<p>The real portal asks for your electronic signature. Here you choose a person; Belgi then learns their name and personal number.</p>
<form method="post" action="${action}" aria-label="Persons of the demonstration">
${demoPersons.map((person) => html`<button class="person" type="submit" name="person" value="${person.id}">${person.name}<small>Personal number ${person.pin}</small></button>`)}
</form>
<form class="card" method="post" action="${action}">
<h2>Somebody else</h2>
${problem === undefined ? '' : html`<p role="alert"><strong>${problem}</strong></p>`}
<label for="pin">Personal number (14 digits, beginning with 1 or 2)</label><input id="pin" name="pin" inputmode="numeric" autocomplete="off" pattern="[12][0-9]{13}" required>
<label for="name">Full name</label><input id="name" name="name" autocomplete="off" required>
<button type="submit">Sign in as this person</button>
</form>`,
  });
}

export function faultPage(text: string): string {
  return page({
    title: 'That did not work',
    house: 'State portal',
    colour: '#1f3f77',
    body: html`<h1>That did not work</h1><p>${text}</p><p>Go back to the auction and begin again.</p>`,
  });
}
