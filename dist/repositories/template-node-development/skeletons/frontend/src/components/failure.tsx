import { CloudOff, Lock, RotateCw } from 'lucide-react';
import { ApiError } from '../api/api-error.ts';
import { BlankState } from './blank-state.tsx';
import { Button } from './button.tsx';

export interface FailureProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Stands where there would be data, had the API given it. */
export function Failure({ error, onRetry }: FailureProps) {
  if (error instanceof ApiError && error.status === 403) {
    return (
      <BlankState icon={Lock} title="You may not see this">
        {error.message} Who administers your account can give you the role.
      </BlankState>
    );
  }
  return (
    <div role="alert">
      <BlankState
        icon={CloudOff}
        title="This could not be loaded"
        action={
          <Button onClick={onRetry}>
            <RotateCw aria-hidden size={16} />
            Try again
          </Button>
        }
      >
        {error.message}
        {error instanceof ApiError && error.requestId && (
          <>
            <br />
            <small>Request {error.requestId}</small>
          </>
        )}
      </BlankState>
    </div>
  );
}
