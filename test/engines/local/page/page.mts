import type { FormField } from '../actions.js';
import type { Delivery, View } from '../view.js';
import { Card, tellState } from './card.mjs';
import { ask, type Field, formOf, make, show } from './dom.mjs';
import { News } from './news.mjs';

/** How often the clusters are asked, in milliseconds. */
const INTERVAL = 1000;

/** News that are shown. */
const MOST_NEWS = 30;

const cards = new Map<string, Card>();
const news = new News();
let last: View | undefined;
let asked: Promise<void> = Promise.resolve();

/** An element of the page itself. */
function the(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

/** Asks for everything and shows it, once what was asked before is shown. */
function refresh(): Promise<void> {
  const done = asked.then(refreshNow);
  asked = done.catch(() => {});
  return done;
}

async function refreshNow(): Promise<void> {
  const view = await ask<View>('/api/view');
  showClusters(view.clusters);
  the('waiting')?.remove();
  the('apps').setAttribute('aria-busy', 'false');
  for (const app of view.apps) {
    const card = cards.get(app.name) ?? new Card(app, refresh);
    card.update(app);
    if (cards.has(app.name)) continue;
    cards.set(app.name, card);
    the('apps').prepend(card.root);
  }
  for (const [name, { root }] of cards) {
    if (view.apps.some((app) => app.name === name)) continue;
    root.remove();
    cards.delete(name);
  }
  const lines = last ? news.between(last, view, Date.now()) : [];
  last = view;
  for (const line of lines) the('log').prepend(make('p', {}, time(), line));
  while (the('log').childElementCount > MOST_NEWS) the('log').lastElementChild?.remove();
}

function time(): HTMLElement {
  const now = new Date();
  return make('time', { datetime: now.toISOString() }, now.toLocaleTimeString(undefined, { hour12: false }));
}

function showClusters(clusters: readonly Delivery[]): void {
  show(the('clusters'), clusters, (all) =>
    all.map(({ environment, state, message }) => {
      const told = make('strong');
      tellState(told, state);
      const why = state === 'failed' ? [make('span', { class: 'problem' }, message)] : [];
      return make('li', {}, make('span', {}, environment), told, ...why);
    }),
  );
}

/** A field of the form, as its schema describes it. */
function fieldOf({ name, title, description, type, default: initial }: FormField): Field {
  const kind = { boolean: 'checkbox', integer: 'number', string: 'text' }[type];
  const input = make('input', { type: kind, autocomplete: 'off', value: String(initial ?? '') });
  // As the default is: a reset of the form brings it back.
  if (kind === 'checkbox') input.defaultChecked = initial === true;
  return { name, title, description, input };
}

async function start(): Promise<void> {
  const { form, simulated } = await ask<{ form: readonly FormField[]; simulated: readonly string[] }>('/api/start');
  the('simulated').replaceChildren(...simulated.map((what) => make('li', {}, what)));
  const create = formOf('New app', form.map(fieldOf), 'Create', async (answers) => {
    await ask('/api/apps', answers);
    await refresh();
  });
  the('new').append(create);
}

await start();
for (;;) {
  // Nobody looks at a page that is hidden.
  if (!document.hidden) {
    const problem = await refresh().then(
      () => '',
      (error: Error) => `The platform does not answer, or has been ended: ${error.message}`,
    );
    if (the('connection').textContent !== problem) the('connection').textContent = problem;
  }
  await new Promise((resolve) => setTimeout(resolve, INTERVAL));
}
