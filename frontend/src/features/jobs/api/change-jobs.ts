import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/ui/error-text';
import { api, type Schemas, take } from '@/services/api';
import { keys } from '@/services/query-client';
import { toast } from '@/services/toasts';
import { smallerRequest } from '../lib/smaller';
import { useTray } from '../store/tray';
import { rememberJob } from './get-jobs';

type Job = Schemas['Job'];

function useFailureToast(id: string) {
  const errorText = useErrorText();
  return (error: unknown) => {
    const { title, hint } = errorText(error);
    toast({ id, kind: 'danger', title, text: hint });
  };
}

/** Asks a job to stop; it says "cancelling" until the studio confirms. */
export function useCancelJob() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => take(api().POST('/api/jobs/{job_id}/cancel', { params: { path: { job_id: id } } })),
    onSuccess: (job) => {
      rememberJob(queryClient, job);
      void queryClient.invalidateQueries({ queryKey: keys.jobs });
    },
    onError: useFailureToast('job-cancel'),
  });
}

/** Runs an ended job again, with the same settings or, after memory ran out, at a smaller size. */
export function useRetryJob() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationFn: async ({ job, smaller = false }: { job: Job; smaller?: boolean }) => {
      const answer = smaller
        ? await take(
            api().POST('/generate-image', {
              body: smallerRequest(job),
              headers: { Prefer: 'respond-async' },
            }),
          )
        : await take(api().POST('/api/jobs/{job_id}/retry', { params: { path: { job_id: job.id } } }));
      return 'job' in answer ? answer.job : null;
    },
    onSuccess: (again, { job }) => {
      useTray.getState().dismiss(job.id);
      if (again) rememberJob(queryClient, again);
      toast({ id: 'job-retry', kind: 'info', title: t('jobs.retried') });
    },
    onError: useFailureToast('job-retry'),
  });
}

export function usePauseQueue() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (paused: boolean) =>
      paused ? take(api().POST('/api/queue/pause')) : take(api().POST('/api/queue/resume')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.jobs }),
    onError: useFailureToast('queue'),
  });
}
