import { choose, type EnumReference } from '../composition';
import type { Size } from '../settings/settings';

/** What a container gets: CPU and memory as Kubernetes quantities. */
interface Resources {
  readonly cpu: Readonly<Record<Size, string>>;
  readonly memory: Readonly<Record<Size, string>>;
}

/** A pod of the frontend or the backend. */
export const POD: Resources = {
  cpu: { small: '100m', medium: '250m', large: '1' },
  memory: { small: '256Mi', medium: '512Mi', large: '2Gi' },
};

/** An instance of the database. */
export const DATABASE: Resources = {
  cpu: { small: '250m', medium: '1', large: '4' },
  memory: { small: '512Mi', medium: '2Gi', large: '8Gi' },
};

/** Requests and limits by size: memory is limited to what is requested, CPU may be borrowed. */
export function resourcesOf(size: EnumReference<Size>, { cpu, memory }: Resources) {
  return {
    requests: { cpu: choose(size, cpu), memory: choose(size, memory) },
    limits: { memory: choose(size, memory) },
  };
}

/** The same map with each value converted, as the types of some fields want it. */
export function mapValues<T>(
  amounts: Readonly<Record<string, string>>,
  convert: (amount: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, convert(amount)]));
}
