import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

/** An object that git keeps in a file of its own. @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
interface LooseObject {
  readonly type: string;
  readonly content: Buffer;
}

/** An object, or nothing where it is in a pack or there is none. @param folder of the bare repository */
export function looseObject(folder: string, sha: string): LooseObject | undefined {
  const file = fileOf(folder, sha);
  if (!/^[0-9a-f]{40}$/.test(sha) || !existsSync(file)) return undefined;
  const object = inflateSync(readFileSync(file));
  const end = object.indexOf(0);
  const [type] = object.toString('latin1', 0, end).split(' ') as [string];
  return { type, content: object.subarray(end + 1) };
}

/** Writes a blob. @returns its name @param folder of the bare repository */
export function writeLooseBlob(folder: string, content: Buffer | string): string {
  const bytes = Buffer.from(content);
  const object = Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]);
  const sha = createHash('sha1').update(object).digest('hex');
  const file = fileOf(folder, sha);
  if (existsSync(file)) return sha;
  mkdirSync(dirname(file), { recursive: true });
  // Whoever looks meanwhile finds it whole or not at all.
  const unfinished = join(dirname(file), `tmp_obj_${randomUUID()}`);
  writeFileSync(unfinished, deflateSync(object), { mode: 0o444 });
  renameSync(unfinished, file);
  return sha;
}

const fileOf = (folder: string, sha: string) => join(folder, 'objects', sha.slice(0, 2), sha.slice(2));
