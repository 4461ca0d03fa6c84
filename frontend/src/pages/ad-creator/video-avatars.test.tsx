import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { EMPTY_DRAFT } from '@/features/video/lib/draft';
import { useVideo } from '@/features/video/store/draft';
import { at, failure, server } from '@/testing/server';
import { avatar, openVideoTab, videoStudio } from '@/testing/video-studio';

beforeEach(() => {
  useVideo.setState({ draft: EMPTY_DRAFT, folds: {}, scene: 0, caret: 0, safeZone: false, every: false, jobs: [] });
});

const photo = new File(['jpg'], 'yo.jpg', { type: 'image/jpeg' });

it('a photo becomes a presenter only with consent, asked again for another photo; a refusal says why', async () => {
  videoStudio();
  const sent: string[] = [];
  server.use(http.post(at('/avatars'), () => failure(422, 'no_face_detected', 'No face.', { hint: 'Use another.' })));
  const { user } = await openVideoTab();
  await user.click(screen.getByRole('button', { name: 'Crear desde una foto' }));
  const dialog = within(await screen.findByRole('dialog'));
  const consent = dialog.getByRole('checkbox', { name: /tengo su permiso/ });
  const create = dialog.getByRole('button', { name: 'Crear avatar' });
  await user.upload(dialog.getByLabelText('Foto'), photo);
  await user.type(dialog.getByRole('textbox', { name: 'Nombre' }), 'Yo');
  expect(create).toBeDisabled();
  await user.click(consent);
  await user.click(create);
  expect(await dialog.findByRole('alert')).toHaveTextContent('No se ha podido crear');

  await user.upload(dialog.getByLabelText('Foto'), new File(['png'], 'otra.png', { type: 'image/png' }));
  expect(consent).not.toBeChecked();
  const mine = avatar({ id: 'ava_1', name: 'Yo', kind: 'photo', mine: true });
  server.use(
    http.post(at('/avatars'), async ({ request }) => {
      sent.push(await request.text());
      return HttpResponse.json(mine, { status: 201 });
    }),
    http.get(at('/avatars'), () => HttpResponse.json({ items: [mine, avatar()] })),
  );
  await user.click(consent);
  await user.click(create);
  expect(await screen.findByRole('radio', { name: 'Yo' })).toBeChecked();
  expect(sent[0]).toMatch(/name="consent"\s+true/);
  expect(sent[0]).toMatch(/name="portrait"; filename="otra.png"/);
  expect(useVideo.getState().draft.presenter.avatarId).toBe('ava_1');
});

it('one’s own presenter can be deleted, the studio’s cannot', async () => {
  videoStudio();
  const deleted: unknown[] = [];
  const mine = avatar({ id: 'ava_1', name: 'Yo', mine: true });
  server.use(
    http.get(at('/avatars'), () => HttpResponse.json({ items: deleted.length ? [avatar()] : [mine, avatar()] })),
    http.delete(at('/avatars/:id'), ({ params }) => {
      deleted.push(params.id);
      return HttpResponse.json({ id: params.id });
    }),
  );
  useVideo.setState({ draft: { ...EMPTY_DRAFT, presenter: { ...EMPTY_DRAFT.presenter, avatarId: 'ava_1' } } });
  const { user } = await openVideoTab();
  expect(screen.queryByRole('button', { name: 'Eliminar a Ana' })).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Eliminar a Yo' }));
  await waitFor(() => expect(screen.queryByRole('radio', { name: 'Yo' })).toBeNull());
  expect(deleted).toEqual(['ava_1']);
  expect(await screen.findByRole('radio', { name: 'Ana' })).toBeChecked();
});
