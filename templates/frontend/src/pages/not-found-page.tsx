import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { BlankState } from '../components/blank-state.tsx';
import { Card } from '../components/card.tsx';
import { Page } from '../components/page.tsx';

/** Stands at paths where nothing is. */
export function NotFoundPage() {
  return (
    <Page title="Not found">
      <Card>
        <BlankState
          icon={Compass}
          title="There is nothing at this address"
          action={<Link to="/">To the dashboard</Link>}
        >
          It may have been moved, or mistyped.
        </BlankState>
      </Card>
    </Page>
  );
}
