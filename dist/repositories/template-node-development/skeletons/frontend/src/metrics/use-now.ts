import { useEffect, useState } from 'react';

/** The time of now, in milliseconds since 1970, every few seconds. */
export function useNow(intervalMilliseconds = 5_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMilliseconds);
    return () => clearInterval(timer);
  }, [intervalMilliseconds]);
  return now;
}
