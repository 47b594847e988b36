import type { AppView, ComponentView, EnvironmentView, RepositoryView } from '../view.js';
import { ask, busy, type Content, formOf, make, Refused, show, wordsOf } from './dom.mjs';

/** An app: its state in each environment, its repositories, and what can be done with it. */
export class Card {
  readonly root: HTMLElement;
  private readonly environments: readonly Environment[];
  private readonly repositories = make('tbody');
  private readonly problem = make('p', { class: 'problem', role: 'alert' });

  /** @param refresh is called when something was done */
  constructor(
    { name, team, environments }: AppView,
    private readonly refresh: () => Promise<void>,
  ) {
    const id = `app-${name}`;
    const path = `/api/apps/${name}`;
    this.environments = environments.map(({ environment }) => {
      const open = this.button(`Open to ${environment}`, `${path}/open`, { environment });
      return new Environment(`${name} in ${environment}`, environment, open);
    });
    this.root = make(
      'article',
      { 'aria-labelledby': id },
      make('header', {}, make('h2', { id }, name), make('p', {}, team)),
      make('div', { class: 'environments' }, ...this.environments.map(({ root }) => root)),
      make('table', { class: 'repositories', 'aria-label': `Repositories of ${name}` }, this.repositories),
      make(
        'div',
        { class: 'changes' },
        this.imageForm(name, `${path}/image`),
        make(
          'div',
          { class: 'buttons' },
          this.button('Revert the last commit', `${path}/revert`),
          this.button('Release to prod', `${path}/release`),
        ),
      ),
      this.problem,
    );
  }

  update({ environments, repositories }: AppView): void {
    for (const [index, environment] of environments.entries()) this.environments[index]?.update(environment);
    show(this.repositories, repositories, (all) => all.map(repositoryRow));
  }

  private imageForm(name: string, path: string): HTMLFormElement {
    const choice = (...values: readonly string[]) =>
      make('select', {}, ...values.map((value) => make('option', {}, value)));
    const fields = [
      { name: 'component', title: 'Image of', input: choice('backend', 'frontend') },
      { name: 'environment', title: 'in', input: choice(...this.environments.map(({ name }) => name)) },
      { name: 'tag', title: 'becomes tag', input: make('input', { value: 'v0.2.0', autocomplete: 'off' }) },
    ];
    return formOf(`Push an image of ${name}`, fields, 'Push', async (answers) => {
      await ask(path, answers);
      await this.refresh();
    });
  }

  private button(text: string, path: string, body: object = {}): HTMLButtonElement {
    const made = make('button', { type: 'button' }, text);
    made.addEventListener('click', () => {
      this.problem.textContent = '';
      void busy(this.root, async () => {
        await ask(path, body);
        await this.refresh();
      }).catch((error) => {
        const problems = error instanceof Refused ? error.problems : [];
        this.problem.textContent = problems.length > 0 ? problems.map(wordsOf).join('\n') : error.message;
      });
    });
    return made;
  }
}

/** An app in one environment. */
class Environment {
  readonly root: HTMLElement;
  private readonly state = make('strong');
  private readonly said = make('div', { class: 'said' });

  constructor(
    label: string,
    readonly name: string,
    private readonly open: HTMLButtonElement,
  ) {
    const title = make('div', { class: 'title' }, make('h3', {}, name), this.state);
    this.root = make('section', { 'aria-label': label }, title, this.said, open);
  }

  update(view: EnvironmentView): void {
    tellState(this.state, view.state);
    show(this.said, view, saidOf);
    this.open.hidden = view.open;
  }
}

function saidOf({ applied, url, components, message }: EnvironmentView): readonly Content[] {
  const rows = components.map(componentRow);
  return [
    ...(applied ? [make('p', {}, 'applied: ', make('code', {}, applied))] : []),
    ...(rows.length > 0 ? [make('table', {}, make('tbody', {}, ...rows))] : []),
    ...(url ? [make('p', {}, make('code', {}, url))] : []),
    ...(message ? [make('p', {}, message)] : []),
  ];
}

function componentRow({ name, tag, pods }: ComponentView): HTMLElement {
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, name),
    make('td', {}, make('code', {}, tag)),
    make('td', {}, pods),
  );
}

function repositoryRow({ name, commit, message, newestTag }: RepositoryView): HTMLElement {
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, name),
    make('td', {}, make('code', {}, commit), ` ${message}`),
    make('td', {}, make('code', {}, newestTag)),
  );
}

/** Shows how far something has come, in words and colour. */
export function tellState(element: HTMLElement, state: string): void {
  element.className = 'state';
  if (element.dataset.state === state) return;
  element.dataset.state = state;
  element.textContent = state;
}
