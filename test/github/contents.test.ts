import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Octokit } from '@octokit/rest';
import { type Repository, TestGitHub } from '.';
import { octokit, refused } from './support';

let github: TestGitHub;
let owner: Octokit;
before(async () => {
  github = await TestGitHub.start();
  owner = octokit(github, github.owner.token);
});
after(() => github.stop());

const at = (repo: string) => ({ owner: 'acme', repo });
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('contents', () => {
  it('begin an empty repository, with its first commit', async () => {
    const { git } = await github.addRepository('empty');
    await refused(owner.repos.getContent({ ...at('empty'), path: 'README.md' }), 404, /This repository is empty/);
    await refused(owner.repos.listCommits(at('empty')), 409, /Git Repository is empty/);
    const file = { ...at('empty'), path: 'docs/README.md', message: 'first', content: base64('hello\n') };
    const { status, data } = await owner.repos.createOrUpdateFileContents(file);
    assert.equal(status, 201);
    assert.equal(data.content?.path, 'docs/README.md');
    assert.deepEqual(await git.files('main'), { 'docs/README.md': 'hello\n' });
    const { data: commit } = await owner.repos.getCommit({ ...at('empty'), ref: data.commit.sha! });
    assert.deepEqual([commit.commit.message, commit.author?.login], ['first', 'owner']);
  });

  it('replace and remove only the file that was seen', async () => {
    const { git } = await github.addRepository('files', { files: { 'a.txt': 'a\n', 'b/c.txt': 'c\n' } });
    const file = { ...at('files'), path: 'a.txt', message: 'change', content: base64('b\n') };
    await refused(owner.repos.createOrUpdateFileContents(file), 422, /"sha" wasn't supplied/);
    const wrong = { ...file, sha: '0'.repeat(40) };
    await refused(owner.repos.createOrUpdateFileContents(wrong), 409, /a\.txt does not match/);
    const { data } = await owner.repos.getContent({ ...at('files'), path: 'a.txt' });
    assert.ok(!Array.isArray(data) && data.type === 'file');
    assert.match(data.url, /\?ref=main$/);
    assert.equal((await owner.repos.createOrUpdateFileContents({ ...file, sha: data.sha })).status, 200);
    await refused(owner.repos.deleteFile({ ...file, sha: data.sha }), 409, /does not match/);
    const seen = await owner.repos.getContent({ ...at('files'), path: 'a.txt' });
    await owner.repos.deleteFile({ ...file, sha: (seen.data as { sha: string }).sha });
    assert.deepEqual(await git.files('main'), { 'b/c.txt': 'c\n' });
    await refused(owner.repos.createOrUpdateFileContents({ ...file, branch: 'none' }), 404, /Branch none not found/);
  });

  it('are given raw, as folders and as archives', async () => {
    const { git } = await github.addRepository('read', { files: { 'b/c.txt': 'c\n', 'b/d.txt': 'd\n' } });
    const raw = { mediaType: { format: 'raw' } };
    const file = await owner.repos.getContent({ ...at('read'), path: 'b/c.txt', ...raw });
    assert.equal(file.data as unknown, 'c\n');
    const { data: folder } = await owner.repos.getContent({ ...at('read'), path: 'b' });
    assert.deepEqual(Array.isArray(folder) && folder.map(({ path, type }) => [path, type]), [
      ['b/c.txt', 'file'],
      ['b/d.txt', 'file'],
    ]);
    const { data: archive } = await owner.repos.downloadTarballArchive({ ...at('read'), ref: 'main' });
    const head = (await git.head('main')) as string;
    assert.ok(gunzipSync(Buffer.from(archive as ArrayBuffer)).includes(`acme-read-${head.slice(0, 7)}/b/c.txt`));
    const other = { ...at('read'), path: 'b/c.txt', ref: 'none' };
    await refused(owner.repos.getContent(other), 404, /No commit found for the ref none/);
  });

  it('of two writers at once, refuse one', async () => {
    const { git } = await github.addRepository('race', { files: { 'README.md': '' } });
    const write = (path: string) =>
      owner.repos.createOrUpdateFileContents({ ...at('race'), path, message: path, content: '' });
    const written = await Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f'].map(write));
    const refusals = written.filter((one) => one.status === 'rejected');
    for (const { reason } of refusals) assert.equal(reason.status, 409);
    assert.equal(Object.keys(await git.files('main')).length, 1 + written.length - refusals.length);
  });
});

describe('git data', () => {
  let repository: Repository;
  before(async () => {
    repository = await github.addRepository('data', { files: { 'README.md': 'data\n' } });
  });

  it('is refused in an empty repository', async () => {
    await github.addRepository('nothing');
    await refused(owner.git.createBlob({ ...at('nothing'), content: '' }), 409, /Git Repository is empty/);
    await refused(owner.git.getRef({ ...at('nothing'), ref: 'heads/main' }), 409, /Git Repository is empty/);
    const ref = { ...at('nothing'), ref: 'refs/heads/main', sha: '0'.repeat(40) };
    await refused(owner.git.createRef(ref), 409, /Git Repository is empty/);
  });

  it('becomes one commit of several files, and a branch', async () => {
    const { git } = repository;
    const parent = (await git.head('main'))!;
    const { data: blob } = await owner.git.createBlob({
      ...at('data'),
      content: base64('#!/bin/sh\n'),
      encoding: 'base64',
    });
    const { data: tree } = await owner.git.createTree({
      ...at('data'),
      base_tree: parent,
      tree: [
        { path: 'bin/run', mode: '100755', type: 'blob', sha: blob.sha },
        { path: 'NOTES.md', mode: '100644', type: 'blob', content: 'notes\n' },
        { path: 'README.md', mode: '100644', type: 'blob', sha: null },
      ],
    });
    const commit = { ...at('data'), message: 'several', tree: tree.sha, parents: [parent] };
    const { data: made } = await owner.git.createCommit(commit);
    await owner.git.createRef({ ...at('data'), ref: 'refs/heads/topic/one', sha: made.sha });
    assert.deepEqual(await git.files('topic/one'), { 'NOTES.md': 'notes\n', 'bin/run': '#!/bin/sh\n' });
    const entries = await git.tree('topic/one', { recursive: true });
    assert.equal(entries.find(({ path }) => path === 'bin/run')?.mode, '100755');
    const { data } = await owner.git.getRef({ ...at('data'), ref: 'heads/topic/one' });
    assert.equal(data.object.sha, made.sha);
    const { data: branch } = await owner.repos.getBranch({ ...at('data'), branch: 'topic/one' });
    assert.equal(branch.commit.sha, made.sha);
  });

  it('moves refs forward only, unless it is forced', async () => {
    const { git } = repository;
    const old = (await git.head('main'))!;
    const next = await git.commitFiles('next', { 'x.txt': '' }, 'unrelated');
    const ref = { ...at('data'), ref: 'heads/main', sha: next };
    await refused(owner.git.createRef({ ...ref, ref: 'refs/heads/main' }), 422, /Reference already exists/);
    await refused(owner.git.createRef({ ...ref, ref: 'main' }), 422, /not a valid ref name/);
    await refused(owner.git.updateRef(ref), 422, /Update is not a fast forward/);
    await owner.git.updateRef({ ...ref, force: true });
    assert.equal(await git.head('main'), next);
    await owner.git.updateRef({ ...ref, sha: old, force: true });
    await refused(owner.git.updateRef({ ...ref, sha: '1'.repeat(40) }), 422, /Object does not exist/);
    await refused(owner.git.deleteRef(ref), 422, /default branch/);
    await owner.git.deleteRef({ ...at('data'), ref: 'heads/next' });
    await refused(owner.git.deleteRef({ ...at('data'), ref: 'heads/next' }), 422, /Reference does not exist/);
    await refused(owner.git.getRef({ ...at('data'), ref: 'heads/next' }), 404, /Not Found/);
  });

  it('has annotated tags', async () => {
    const object = (await repository.git.head('main'))!;
    const tagger = { name: 'Release team', email: 'release@example.com', date: '2026-01-02T03:04:05Z' };
    const tag = { ...at('data'), tag: 'v1.0.0', message: 'first release', object, type: 'commit' as const, tagger };
    const { data } = await owner.git.createTag(tag);
    await owner.git.createRef({ ...at('data'), ref: 'refs/tags/v1.0.0', sha: data.sha });
    const { data: read } = await owner.git.getTag({ ...at('data'), tag_sha: data.sha });
    assert.deepEqual([read.message, read.tagger, read.object.sha], ['first release', tagger, object]);
    const { data: tags } = await owner.repos.listTags(at('data'));
    assert.deepEqual(
      tags.map(({ name, commit }) => [name, commit.sha]),
      [['v1.0.0', object]],
    );
  });

  it('compares', async () => {
    const { git } = repository;
    await git.setRef('refs/heads/ahead', (await git.head('main'))!, undefined);
    await git.commitFiles('ahead', { 'new.txt': '' }, 'new');
    const { data } = await owner.repos.compareCommitsWithBasehead({ ...at('data'), basehead: 'main...ahead' });
    assert.deepEqual([data.status, data.ahead_by, data.behind_by], ['ahead', 1, 0]);
    assert.deepEqual(
      data.files?.map(({ filename, status }) => [filename, status]),
      [['new.txt', 'added']],
    );
  });
});
