/** The order of a sheet: newest job first, but the variations of one job as they were asked for. */
interface Made {
  id: string;
  job_id: string | null;
}

/** `assets` come newest first, so the variations of a job stand together, last one first. */
export function inJobOrder<A extends Made>(assets: readonly A[]): A[] {
  const ordered: A[] = [];
  let start = 0;
  for (let end = 1; end <= assets.length; end += 1) {
    const same = end < assets.length && assets[end]?.job_id === assets[start]?.job_id && assets[start]?.job_id !== null;
    if (same) continue;
    ordered.push(...assets.slice(start, end).reverse());
    start = end;
  }
  return ordered;
}
