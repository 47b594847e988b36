const RELOADED_AT = 'reloaded-at';
const APART_MILLISECONDS = 30_000;

/**
 * Loads the page again when its Content-Security-Policy refuses a connection: the server learns from the API which
 * issuer to allow, and a page that it served while the API was away allows none.
 */
export function reloadOnRefusedConnection(): void {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
    if (effectiveDirective !== 'connect-src') return;
    const before = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Date.now() - before < APART_MILLISECONDS) return;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    window.location.reload();
  });
}
