/** The sign of the application. */
export function Logo({ size }: { readonly size: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} />;
}
