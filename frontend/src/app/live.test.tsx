import { act, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { JobAnnouncer } from '@/features/jobs/components/job-announcer';
import { JobList } from '@/features/jobs/components/job-list';
import { useLive } from '@/features/jobs/store/live';
import type { Schemas } from '@/services/api';
import { useBackendUrl } from '@/services/backend-url';
import { useConnection } from '@/services/connection';
import { asset, job, jobEvent } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { at, server } from '@/testing/server';
import { studioSocket } from '@/testing/socket';
import { useLiveEvents } from './live';

function Page() {
  useLiveEvents();
  return (
    <>
      <JobList />
      <JobAnnouncer />
    </>
  );
}

/** The studio's jobs, changed by the test between readings. */
function studio(...jobs: Schemas['Job'][]) {
  const state = { jobs, readings: 0 };
  server.use(
    http.get(at('/api/jobs'), ({ request }) => {
      const active = new URL(request.url).searchParams.get('active') === 'true';
      if (active) state.readings += 1;
      const items = state.jobs.filter(({ status }) => !active || status === 'queued' || status === 'processing');
      return HttpResponse.json({ items, next_cursor: null, paused: false });
    }),
  );
  return state;
}

const says = (over: Partial<Schemas['JobUpdateEvent']>) => act(() => studioSocket().says('job_update', jobEvent(over)));
const name = 'una hamburguesa sobre fondo amarillo';

describe('the studio’s events', () => {
  it('move the progress without another reading', async () => {
    const state = studio(job());
    renderApp(<Page />);
    await screen.findByText(name);
    act(() => studioSocket().happens('connect'));
    await waitFor(() => expect(state.readings).toBe(2));
    says({ seq: 6, progress: 55, step: 11 });
    expect(await screen.findByText('55 %')).toBeVisible();
    says({ seq: 5, progress: 10 });
    says({ seq: 7, progress: 60, step: 12 });
    expect(await screen.findByText('60 %')).toBeVisible();
    expect(state.readings).toBe(2);
  });

  it('show a job that was started somewhere else', async () => {
    const state = studio();
    renderApp(<Page />);
    await screen.findByText('Nada en marcha');
    state.jobs = [job()];
    says({ seq: 1 });
    expect(await screen.findByText(name)).toBeVisible();
  });

  it('show the preview of the unfinished picture (UX-24)', async () => {
    studio(job());
    const { container } = renderApp(<Page />);
    await screen.findByText(name);
    act(() => studioSocket().says('job_preview', { id: 'img_1', seq: 6 }, new ArrayBuffer(8)));
    await waitFor(() => expect(container.querySelector('li img')?.getAttribute('src')).toMatch(/^blob:/));
  });

  it('end a job: the result is read, and the row stays a while with its picture', async () => {
    const state = studio(job());
    const { container } = renderApp(<Page />);
    await screen.findByText(name);
    state.jobs = [job({ seq: 9, status: 'completed', progress: 100, result: { images: [{ asset: asset() }] } })];
    says({ seq: 9, status: 'completed', progress: 100 });
    expect(await screen.findByText('Terminado')).toBeVisible();
    await waitFor(() =>
      expect(container.querySelector('li img')).toHaveAttribute('src', at(asset().thumbnail_url ?? '')),
    );
  });

  it('are said aloud at the start, the half and the end only', async () => {
    const state = studio(job({ status: 'queued', progress: 0, position: 1 }));
    renderApp(<Page />);
    await screen.findByText(name);
    const said = () => screen.getByRole('status').textContent;
    expect(said()).toBe('');
    says({ seq: 6, progress: 5 });
    await waitFor(() => expect(said()).toBe(`${name}: empieza`));
    says({ seq: 7, progress: 35 });
    says({ seq: 8, progress: 52 });
    await waitFor(() => expect(said()).toBe(`${name}: 50 %`));
    state.jobs = [job({ seq: 9, status: 'completed', progress: 100 })];
    says({ seq: 9, status: 'completed', progress: 100 });
    await waitFor(() => expect(said()).toBe(`${name}: terminado`));
  });
});

describe('after the connection was lost', () => {
  it('everything is read again, so that no job is lost', async () => {
    const state = studio(job());
    renderApp(<Page />);
    await screen.findByText(name);
    act(() => studioSocket().happens('connect'));
    act(() => studioSocket().happens('disconnect'));
    expect(useConnection.getState().live).toBe(false);
    state.jobs = [job({ id: 'img_2', params: { prompt: 'otra, mientras tanto' } })];
    act(() => studioSocket().happens('connect'));
    expect(await screen.findByText('otra, mientras tanto')).toBeVisible();
    expect(screen.queryByText(name)).not.toBeInTheDocument();
  });

  it('a refused key locks the page', async () => {
    studio();
    renderApp(<Page />);
    await screen.findByText('Nada en marcha');
    act(() => studioSocket().happens('connect_error', new Error('invalid_api_key')));
    expect(useConnection.getState().locked).toBe(true);
  });
});

it('another studio’s jobs never stand on the page as if they were this one’s', async () => {
  studio(job());
  server.use(
    http.get('https://other.test/api/jobs', () => HttpResponse.json({ items: [], next_cursor: null, paused: false })),
  );
  renderApp(<Page />);
  await screen.findByText(name);
  says({ seq: 6, progress: 55 });
  await screen.findByText('55 %');
  act(() => useBackendUrl.getState().set('https://other.test'));
  expect(await screen.findByText('Nada en marcha')).toBeVisible();
  expect(useLive.getState().updates).toEqual({});
});
