/** What the system says of files, in words, by its codes. @see https://nodejs.org/api/errors.html#common-system-errors */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read or written',
  EBUSY: 'something uses it',
  EDQUOT: 'the quota of the disk is used up',
  EISDIR: 'it is a folder',
  ELOOP: 'a symbolic link leads back to itself',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'it is within what is no folder',
  EPERM: 'it may not be changed',
  EROFS: 'the file system is read-only',
};

/** The system's code of an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/** Why a file could not be read or written, in words; where there are none, as the system says it. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? String(error) : (WORDS[code] ?? code);
}

/** What went wrong with which file, in words; nothing where the error is of something else. */
export function fileProblemOf(error: unknown): string | undefined {
  const { code, path, dest, syscall } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const file = dest ?? path;
  // A write names no file; what else names none is about a port or a process.
  if (code === undefined || WORDS[code] === undefined || (file === undefined && syscall !== 'write')) return undefined;
  return file === undefined ? WORDS[code] : `${file}: ${WORDS[code]}`;
}
