/** The separator of the engine's machine, told by the folder's own path. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.startsWith('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}

/** A name that nothing in the folder has yet: `name`, else `name 2`, `name 3` … */
export function freeName(name: string, taken: readonly string[]): string {
  const known = new Set(taken.map((one) => one.toLowerCase()));
  let free = name;
  for (let n = 2; known.has(free.toLowerCase()); n++) free = `${name} ${n}`;
  return free;
}
