import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { News } from './page/news.mjs';
import type { State, View } from './view';

/** A view of one app in dev. */
function view(state: State, commit = '1111111', newestTag = ''): View {
  const delivery = { environment: 'dev', state, message: '', applied: `main ${commit}` } as const;
  return {
    clusters: [{ ...delivery, state: 'healthy' }],
    apps: [
      {
        name: 'shop',
        team: 'shop-team',
        repositories: [{ name: 'shop-deploy', commit, message: 'feat: sell', newestTag }],
        environments: [{ ...delivery, open: true, url: '', components: [] }],
      },
    ],
  };
}

describe('the news', () => {
  it('are none where nothing has happened', () => {
    assert.deepEqual(new News().between(view('healthy'), view('healthy'), 0), []);
  });

  it('tell of an app that is new, without its past', () => {
    assert.deepEqual(new News().between({ ...view('healthy'), apps: [] }, view('healthy'), 0), ['shop is registered']);
  });

  it('tell of commits and tags', () => {
    assert.deepEqual(new News().between(view('healthy'), view('healthy', '2222222', 'v0.1.0'), 0), [
      'shop-deploy: 2222222 feat: sell',
      'shop-deploy: tag v0.1.0',
    ]);
  });

  it('tell how long a delivery took from when it set out', () => {
    const news = new News();
    assert.deepEqual(
      news.between(view('healthy'), view('on its way', '2222222'), 1000).at(-1),
      'shop in dev: on its way',
    );
    assert.deepEqual(news.between(view('on its way', '2222222'), view('healthy', '2222222'), 6600), [
      'shop in dev: healthy, main 2222222, after 6 s',
    ]);
  });

  it('count a delivery anew after one that failed', () => {
    const news = new News();
    news.between(view('healthy'), view('on its way'), 0);
    assert.deepEqual(news.between(view('on its way'), view('failed'), 20_000), ['shop in dev: failed']);
    news.between(view('failed'), view('on its way'), 60_000);
    assert.match(news.between(view('on its way'), view('healthy'), 62_000).join(), /after 2 s$/);
  });
});
