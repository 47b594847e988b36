/** Address at which people and git find an organization's repositories, by that of the REST API. */
export function webAddress(api: string): string {
  const { origin, protocol, hostname } = new URL(api);
  // github.com and GitHub Enterprise Cloud have a host of its own for the API, GitHub Enterprise Server has a path.
  return /^api\.(github\.com|[^.]+\.ghe\.com)$/.test(hostname) ? `${protocol}//${hostname.slice(4)}` : origin;
}
