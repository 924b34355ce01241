import { escapeMarkup, Html, html, page } from '../page.js';
import type { Message } from './message.js';

/** A page of messages is for reading, not for scrolling through a history. */
const MAX_SHOWN = 100;

export function mailboxPage(messages: readonly Message[], to: string): string {
  const shown = messages.slice(0, MAX_SHOWN);
  const count = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}${to ? ` for ${to}` : ''}`;
  return page({
    title: 'Messages',
    house: 'Mailbox',
    colour: '#5a3a86',
    body: html`<h1>Messages</h1>
<form class="card row" method="get" action="/" role="search">
<div><label for="to">Phone or e-mail of the recipient</label><input id="to" name="to" value="${to}" autocomplete="off"></div>
<button type="submit">Show</button>
</form>
<p class="spread"><span role="status">${count}${messages.length > MAX_SHOWN ? `, the newest ${MAX_SHOWN} shown` : ''}</span>
<span><a href="/?to=${encodeURIComponent(to)}">Look again</a>${to ? html` · <a href="/">All recipients</a>` : ''}</span></p>
${shown.length === 0 ? html`<p class="card">Nothing has arrived yet.</p>` : html`<ol class="plain">${shown.map(card)}</ol>`}`,
  });
}

function card(message: Message): Html {
  const at = message.at.replace('T', ' ').slice(0, 19);
  return html`<li class="card"><article>
<div class="spread"><h2>${message.subject || (message.channel === 'sms' ? 'Text message' : 'No subject')}</h2><span class="tag">${message.channel === 'sms' ? 'SMS' : 'E-mail'}</span></div>
<p class="quiet">To <a href="/?to=${encodeURIComponent(message.to)}">${message.to}</a> · <time datetime="${message.at}">${at} UTC</time></p>
<p class="text">${linked(message.text)}</p>
</article></li>`;
}

/** Addresses in a text become links; everything is escaped first, so a text cannot bring markup of its own. */
function linked(text: string): Html {
  return new Html(
    escapeMarkup(text).replace(/https?:\/\/[^\s<>"']+/g, (url) => `<a href="${url}" rel="noreferrer">${url}</a>`),
  );
}
