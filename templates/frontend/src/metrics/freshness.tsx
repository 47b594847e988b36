import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Pause, RotateCw } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { usePreferences } from '../preferences.ts';
import { formatTime } from './format.ts';
import styles from './freshness.module.css';
import { useMetrics } from './queries.ts';

/** Switches whether the page follows new samples. */
export function LiveButton() {
  const { live, set } = usePreferences();
  const { isError } = useMetrics();
  return (
    <Button aria-pressed={live} title={live ? 'Pause' : 'Follow new samples'} onClick={() => set({ live: !live })}>
      {live ? <span aria-hidden className={isError ? styles.waiting : styles.live} /> : <Pause aria-hidden size={14} />}
      Live
    </Button>
  );
}

/** Says that what is shown is old, and since when: the API does not answer, but did before. */
export function StaleNotice() {
  const queryClient = useQueryClient();
  const { isError, data, error, dataUpdatedAt, fetchStatus } = useMetrics();
  const fetching = useIsFetching() > 0;
  if (!data || !(isError || fetchStatus === 'paused')) return null;
  return (
    <Notice
      tone="warning"
      title={fetchStatus === 'paused' ? 'You are offline.' : 'The connection is lost.'}
      action={
        <Button busy={fetching} onClick={() => void queryClient.refetchQueries({ type: 'active' })}>
          <RotateCw aria-hidden size={16} />
          Try again
        </Button>
      }
    >
      {error && `${error.message} `}
      This is what was known at {formatTime(dataUpdatedAt)}.
    </Notice>
  );
}
