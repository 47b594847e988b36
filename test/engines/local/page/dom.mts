import type { Problem } from '../../../../constructs/problems/problem.js';

/** What an element holds. */
export type Content = Node | string;

/** Makes an element; text stays text, whatever is in it. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}

const shown = new WeakMap<Element, string>();

/** Replaces what an element holds where it has changed: what has not can go on being read out, selected and copied. */
export function show<T>(element: Element, what: T, contentOf: (what: T) => readonly Content[]): void {
  const now = JSON.stringify(what);
  if (shown.get(element) === now) return;
  shown.set(element, now);
  element.replaceChildren(...contentOf(what));
}

/** The server does not do what it was asked for. */
export class Refused extends Error {
  constructor(
    message: string,
    /** What is wrong in which field. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }
}

/** Asks the server. @param body what is sent where something is to change @throws Refused */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const sent = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, body && sent);
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error ?? 'it was refused', answer.problems);
  return answer;
}

/** What is wrong in a field, in words. */
export function wordsOf({ given, allowed }: Problem): string {
  return `Given: ${given}. Allowed: ${allowed}.`;
}

/** A field of a form. */
export interface Field {
  readonly name: string;
  readonly title: string;
  /** @default - it speaks for itself */
  readonly description?: string;
  readonly input: HTMLInputElement | HTMLSelectElement;
}

let forms = 0;

/** A form whose problems the server tells, each beside its field. @param send is given the answers by the fields' names */
export function formOf(
  label: string,
  fields: readonly Field[],
  action: string,
  send: (answers: Readonly<Record<string, unknown>>) => Promise<void>,
): HTMLFormElement {
  const prefix = `form-${forms++}`;
  const problems = new Map(
    fields.map(({ name }) => [name, make('p', { id: `${prefix}-${name}-problem`, class: 'problem' })]),
  );
  const rest = make('p', { class: 'problem', role: 'alert' });
  const rows = fields.map(({ name, title, description, input }) => {
    const id = `${prefix}-${name}`;
    const hint = description === undefined ? [] : [make('p', { id: `${id}-hint`, class: 'hint' }, description)];
    input.id = id;
    input.name = name;
    input.setAttribute('aria-describedby', [...hint.map((one) => one.id), `${id}-problem`].join(' '));
    const titled = make('label', { for: id }, title);
    const named = input.type === 'checkbox' ? [input, titled] : [titled, input];
    return make('div', { class: 'field' }, ...named, ...hint, problems.get(name) as HTMLElement);
  });
  const submit = make('button', { type: 'submit' }, action);
  const form = make('form', { 'aria-label': label, novalidate: '' }, ...rows, submit, rest);
  const tell = (told: readonly Problem[], other: string) => {
    for (const { name, input } of fields) {
      const problem = told.find(({ where }) => where === name);
      input.setAttribute('aria-invalid', String(problem !== undefined));
      (problems.get(name) as HTMLElement).textContent = problem ? wordsOf(problem) : '';
    }
    rest.textContent = other;
    // Whoever types on, meanwhile, is not interrupted.
    if (fields.some(({ input }) => input === document.activeElement)) return;
    fields.find(({ name }) => told.some(({ where }) => where === name))?.input.focus();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell([], '');
    const sent = fields.map(({ name, input }) => ({ name, input, answer: answerOf(input) }));
    void busy(form.closest('article') ?? form, async () => {
      await send(Object.fromEntries(sent.map(({ name, answer }) => [name, answer])));
      // What was typed since is the next answer.
      for (const { input, answer } of sent) if (answerOf(input) === answer) reset(input);
    }).catch((error) => {
      const told: readonly Problem[] = error instanceof Refused ? error.problems : [];
      const others = told.filter(({ where }) => !problems.has(where)).map((one) => `${one.where}: ${wordsOf(one)}`);
      tell(told, told.length > 0 ? others.join('\n') : error.message);
    });
  });
  return form;
}

function answerOf(input: Field['input']): string | number | boolean {
  if (input instanceof HTMLSelectElement) return input.value;
  // What is no number is sent as it is, to be refused.
  if (input.type === 'number') return Number.isNaN(input.valueAsNumber) ? input.value : input.valueAsNumber;
  return input.type === 'checkbox' ? input.checked : input.value;
}

/** Has a field say what it said at first. */
function reset(input: Field['input']): void {
  if (input instanceof HTMLSelectElement) {
    input.selectedIndex = Math.max(
      0,
      [...input.options].findIndex(({ defaultSelected }) => defaultSelected),
    );
  } else {
    input.value = input.defaultValue;
    input.checked = input.defaultChecked;
  }
}

/** Keeps all buttons of a part of the page from being pressed until what one of them does is done. */
export async function busy(part: Element, act: () => Promise<void>): Promise<void> {
  const buttons = [...part.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    await act();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}
