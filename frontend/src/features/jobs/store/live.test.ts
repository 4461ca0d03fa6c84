import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { job, jobEvent } from '@/testing/fixtures';
import { forgetJobs, merge, notePreview, noteUpdate, useLive } from './live';

const update = () => useLive.getState().updates.img_1;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('events of a job', () => {
  it('that are older than what is known are dropped', () => {
    expect(noteUpdate(jobEvent({ seq: 7, progress: 60 }))).toBe(true);
    expect(noteUpdate(jobEvent({ seq: 6, progress: 50 }))).toBe(false);
    expect(noteUpdate(jobEvent({ seq: 7, progress: 55 }))).toBe(false);
    vi.runAllTimers();
    expect(update()).toMatchObject({ seq: 7, progress: 60 });
  });

  it('reach the page in batches, the end at once', () => {
    const seen = vi.fn();
    const stop = useLive.subscribe(seen);
    for (let seq = 6; seq < 26; seq += 1) noteUpdate(jobEvent({ seq, progress: seq }));
    expect(seen).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(seen).toHaveBeenCalledOnce();
    noteUpdate(jobEvent({ seq: 30, status: 'completed', progress: 100 }));
    expect(update()).toMatchObject({ status: 'completed' });
    stop();
  });

  it('never take a job back behind what REST has told', () => {
    expect(merge(job({ seq: 9, status: 'completed' }), jobEvent({ seq: 8 }))).toMatchObject({ status: 'completed' });
    expect(merge(job({ seq: 5 }), jobEvent({ seq: 8, progress: 70 }))).toMatchObject({ seq: 8, progress: 70 });
  });
});

describe('previews', () => {
  it('keep the last frame only, and free the one before', () => {
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    notePreview('img_1', 3, new Blob(['a']));
    const first = useLive.getState().previews.img_1;
    notePreview('img_1', 5, new Blob(['b']));
    notePreview('img_1', 4, new Blob(['late']));
    const second = useLive.getState().previews.img_1;
    expect(second).not.toBe(first);
    expect(revoked).toHaveBeenCalledWith(first);
    forgetJobs((id) => id === 'img_1');
    expect(revoked).toHaveBeenCalledWith(second);
    expect(useLive.getState().previews.img_1).toBeUndefined();
  });
});
