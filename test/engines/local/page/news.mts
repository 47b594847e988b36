import type { AppView, Delivery, RepositoryView, View } from '../view.js';

/** What happens to the platform and its apps, told from one view to the next. */
export class News {
  /** When each delivery set out that has not arrived, in milliseconds, by what it is of. */
  private readonly departures = new Map<string, number>();

  /** What has happened between two views, a line each. @param now milliseconds */
  between(before: View, after: View, now: number): string[] {
    const clusters = after.clusters.flatMap((cluster, index) =>
      this.ofDelivery(`the platform in ${cluster.environment}`, before.clusters[index], cluster, now),
    );
    const apps = after.apps.flatMap((app) => {
      const known = before.apps.find(({ name }) => name === app.name);
      return known ? this.ofApp(known, app, now) : [`${app.name} is registered`];
    });
    return [...clusters, ...apps];
  }

  private ofApp(before: AppView, after: AppView, now: number): string[] {
    return [
      ...after.repositories.flatMap((repository, index) => ofRepository(before.repositories[index], repository)),
      ...after.environments.flatMap((environment, index) =>
        this.ofDelivery(`${after.name} in ${environment.environment}`, before.environments[index], environment, now),
      ),
    ];
  }

  private ofDelivery(what: string, before: Delivery | undefined, after: Delivery, now: number): string[] {
    const { state, applied } = after;
    if (before?.state === state) return [];
    const departure = this.departures.get(what);
    if (state === 'on its way') this.departures.set(what, departure ?? now);
    else this.departures.delete(what);
    if (state !== 'healthy') return [`${what}: ${state}`];
    return [`${what}: healthy, ${applied}${departure === undefined ? '' : `, after ${seconds(now - departure)}`}`];
  }
}

function ofRepository(before: RepositoryView | undefined, { name, commit, message, newestTag }: RepositoryView) {
  return [
    ...(before?.commit === commit ? [] : [`${name}: ${commit} ${message}`]),
    ...(before?.newestTag === newestTag ? [] : [`${name}: tag ${newestTag}`]),
  ];
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
