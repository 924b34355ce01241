/// <reference lib="dom" />
import { checkFile } from '../check-file.js';
import { languageOf, type Told } from '../tell.js';

/** As the command line takes: a line of a closing protocol has some 300 bytes, and no lot has more than some ten thousand. */
const MAX_BYTES = 32 << 20;

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page lacks ${id}`);
  return found;
}

const file = element('file', HTMLInputElement);
const drop = element('drop', HTMLElement);
const keys = element('keys', HTMLTextAreaElement);
const result = element('result', HTMLElement);
const language = languageOf(document.documentElement.lang);

/** Text nodes only: what a file says is shown, and never read as HTML. */
function line(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function show({ verdict, title, sentences, facts }: Told): void {
  const list = document.createElement('dl');
  list.append(...facts.flatMap(([name, value]) => [line('dt', name), line('dd', value)]));
  result.dataset['verdict'] = verdict;
  result.replaceChildren(line('h2', title), ...sentences.map((sentence) => line('p', sentence)), list);
}

/** The last file chosen is the one that is shown, however long an earlier one takes. */
let turn = 0;
async function check(chosen: Blob): Promise<void> {
  turn += 1;
  const mine = turn;
  result.removeAttribute('data-verdict');
  result.replaceChildren();
  const bytes = new Uint8Array(await chosen.slice(0, MAX_BYTES + 1).arrayBuffer());
  const given = keys.value.trim();
  const { told } = await checkFile(bytes, language, { keys: given === '' ? undefined : given });
  if (mine === turn) show(told);
}

file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  if (chosen !== undefined) void check(chosen);
});
keys.addEventListener('input', () => {
  const [chosen] = file.files ?? [];
  if (chosen !== undefined) void check(chosen);
});
drop.addEventListener('dragover', (event) => event.preventDefault());
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  const files = event.dataTransfer?.files;
  // Into the field as well, so that what is checked and what the field names are one file.
  if (files !== undefined && files.length > 0) {
    file.files = files;
    void check(files[0] as File);
  }
});
// For whoever looks whether the page works: scripts are here, and a file may be chosen.
file.disabled = false;
