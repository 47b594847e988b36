/** Names of devices, which no file can have on Windows, whatever follows after a dot. */
export const WINDOWS_DEVICES: readonly string[] = [
  'con',
  'prn',
  'aux',
  'nul',
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((number) => [`com${number}`, `lpt${number}`]),
];

/**
 * Whether git cannot check out a file or folder of this name on Windows.
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
 */
export function isKeptByWindows(name: string): boolean {
  const [stem = ''] = name.toLowerCase().split('.');
  return WINDOWS_DEVICES.includes(stem.trimEnd()) || /[<>:"|?*\p{Cc}]|[. ]$/u.test(name);
}
