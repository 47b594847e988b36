import { type Actor, authorize, type Need } from './access';
import type { Answer } from './answers';
import { archived, GitHubError, notFound } from './errors';
import type { Repository } from './model/repository';
import type { State } from './model/state';

/** Who asks, and how addresses are written for the one who does. */
export interface Context {
  readonly state: State;
  readonly actor: Actor;
  /** Address of a path of the API, under the root by which the call came. */
  readonly url: (path: string) => string;
}

/** One call, as a route sees it. */
export interface Call<Name extends string = never> extends Context {
  readonly method: string;
  /** Path below the API's root, as it was sent: `%2F` is not decoded. */
  readonly path: string;
  /** Parameters of the path, decoded. */
  readonly parameters: Readonly<Record<Name, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly accept: string;
}

/** Names of a path's parameters. */
type NamesOf<Path extends string> = Path extends `${infer Segment}/${infer Rest}`
  ? NamesOf<Segment> | NamesOf<Rest>
  : Path extends `${':' | '*'}${infer Name}`
    ? Name
    : never;

type Handler<Name extends string> = (call: Call<Name>) => Answer | Promise<Answer>;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler<string>;
}

/** The fields of a call's body. @throws GitHubError where it is not an object */
export function input<T>(call: { readonly body: unknown }): Partial<T> {
  // GitHub takes null for no body: Flux sends it for an installation's token.
  if (call.body === undefined || call.body === null) return {};
  if (typeof call.body !== 'object' || Array.isArray(call.body)) {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
  return call.body as Partial<T>;
}

/** What a list or a map was asked for. @throws GitHubError 404 where it isn't there */
export function found<T>(entry: T | undefined): T {
  if (entry === undefined) throw notFound();
  return entry;
}

/** Routes by method and path: `:name` is one segment, `*name` is the rest of the path. The first that fits answers. */
export class Router {
  private readonly routes: Route[] = [];

  on<Path extends string>(method: string, path: Path, handler: Handler<NamesOf<Path>>): void {
    const pattern = path
      .replace(/[.]/g, '\\.')
      .replace(/:(\w+)/g, '(?<$1>[^/]+)')
      .replace(/\*(\w+)/g, '(?<$1>.+)');
    this.routes.push({ method, pattern: new RegExp(`^${pattern}$`), handler });
  }

  /**
   * A route below `/repos/:owner/:repo`.
   *
   * @param need what the caller must be allowed, as GitHub Apps call it, e.g. `contents:write`
   */
  onRepository<Path extends string>(
    method: string,
    path: Path,
    need: Need,
    handler: (call: Call<NamesOf<Path>>, repository: Repository) => Answer | Promise<Answer>,
  ): void {
    this.on(method, `/repos/:owner/:repo${path}`, (call: Call<string>) => {
      const { owner, repo } = call.parameters as { owner: string; repo: string };
      const moved = call.state.moved(owner, repo);
      if (moved) return redirect(call, moved);
      const repository = authorize(call.actor, call.state.repository(owner, repo), need);
      // An archived repository can still be deleted, and taken out of the archive.
      if (need.endsWith(':write') && path !== '' && repository.settings.archived) throw archived();
      return handler(call as Call<NamesOf<Path>>, repository);
    });
  }

  /** The handler of a call and the parameters of its path, or nothing where no route fits. */
  find(
    method: string,
    path: string,
  ): { handler: Handler<string>; parameters: Readonly<Record<string, string>> } | undefined {
    for (const route of this.routes) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (!match) continue;
      const parameters = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]);
      return { handler: route.handler, parameters: Object.fromEntries(parameters) };
    }
    return undefined;
  }
}

/** Where a renamed repository is now. */
function redirect(call: Call<string>, to: Repository): Answer {
  const rest = call.path.split('/').slice(4).join('/');
  const query = call.query.size > 0 ? `?${call.query}` : '';
  const location = `${call.url(`/repositories/${to.id}${rest && `/${rest}`}`)}${query}`;
  return {
    status: call.method === 'GET' ? 301 : 307,
    body: { message: 'Moved Permanently', url: location },
    headers: { Location: location },
  };
}
