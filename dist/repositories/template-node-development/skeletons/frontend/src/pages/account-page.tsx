import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAuth } from 'react-oidc-context';
import type { Role } from '../api/client.ts';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Choice } from '../components/choice.tsx';
import { Failure } from '../components/failure.tsx';
import { Page } from '../components/page.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useMe } from '../metrics/queries.ts';
import { type Theme, usePreferences } from '../preferences.ts';
import styles from './account-page.module.css';

const RIGHTS: Record<Role, string> = { viewer: 'sees metrics', editor: 'adds samples' };

const THEMES: readonly { readonly value: Theme; readonly label: ReactNode }[] = [
  {
    value: 'system',
    label: (
      <>
        <Monitor aria-hidden size={14} /> System
      </>
    ),
  },
  {
    value: 'light',
    label: (
      <>
        <Sun aria-hidden size={14} /> Light
      </>
    ),
  },
  {
    value: 'dark',
    label: (
      <>
        <Moon aria-hidden size={14} /> Dark
      </>
    ),
  },
];

/** Who is signed in, as the API sees them, and what they prefer. */
export function AccountPage() {
  const auth = useAuth();
  const me = useMe();
  const { theme, set } = usePreferences();

  return (
    <Page title="Account">
      <Card aria-labelledby="person">
        <h2 id="person" className={styles.title}>
          Signed in
        </h2>
        {me.isPending && <Skeleton height="6rem" />}
        {me.isError && <Failure error={me.error} onRetry={() => void me.refetch()} />}
        {me.data && (
          <dl className={styles.facts}>
            <dt>Name</dt>
            <dd>{me.data.name}</dd>
            <dt>Subject</dt>
            <dd>
              <code>{me.data.subject}</code>
            </dd>
            <dt>Roles</dt>
            <dd>
              {me.data.roles.length === 0 && 'None: who administers your account can give you one.'}
              {me.data.roles.map((role) => (
                <span key={role} className={styles.role}>
                  <strong>{role}</strong> {RIGHTS[role]}
                </span>
              ))}
            </dd>
          </dl>
        )}
        <Button onClick={() => void auth.signoutRedirect()}>
          <LogOut aria-hidden size={16} />
          Sign out
        </Button>
      </Card>
      <Card aria-labelledby="appearance">
        <h2 id="appearance" className={styles.title}>
          Appearance
        </h2>
        <Choice label="Theme" options={THEMES} value={theme} onChange={(theme) => set({ theme })} />
      </Card>
    </Page>
  );
}
