import { createHash } from 'node:crypto';
import type http from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Answer } from './answers';
import { GitHubError } from './errors';

/** What was sent, uncompressed. */
export async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return message.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

/** @throws GitHubError where it is no JSON */
export function parse(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
}

/** Sends an answer; of a HEAD request, without its body. */
export function respond(response: http.ServerResponse, answer: Answer, headOnly = false): void {
  const content = answer.raw ?? (answer.body === undefined ? undefined : Buffer.from(JSON.stringify(answer.body)));
  response.writeHead(answer.status, {
    ...(answer.body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(content && { 'Content-Length': content.length }),
    ...answer.headers,
  });
  response.end(headOnly ? undefined : content);
}

/** Gives an answer its ETag, or says that the caller has it already; weak and strong tags are alike. */
export function tagged(answer: Answer, ifNoneMatch: string | undefined): Answer {
  const digest = createHash('sha256')
    .update(answer.raw ?? JSON.stringify(answer.body))
    .digest('hex');
  const headers = { ...answer.headers, ETag: `W/"${digest}"` };
  const known = ifNoneMatch?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${digest}"`);
  return known ? { status: 304, headers } : { ...answer, headers };
}
