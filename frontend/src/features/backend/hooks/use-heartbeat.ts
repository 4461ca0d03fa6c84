import { useQuery } from '@tanstack/react-query';
import { useConnection } from '@/services/connection';
import { health } from '../api/queries';

const LOST_MS = 4000; // somebody is waiting for it to come back
const QUIET_MS = 60_000; // the socket would tell
const ALONE_MS = 30_000; // a tunnel's free plan counts requests

/** Keeps the connection state true while the page is visible. Used once, by the shell. */
export function useHeartbeat(): void {
  const state = useConnection((connection) => connection.state);
  const live = useConnection((connection) => connection.live);
  const pace = state !== 'online' ? LOST_MS : live ? QUIET_MS : ALONE_MS;
  useQuery({ ...health, refetchInterval: pace, refetchOnWindowFocus: 'always', refetchOnReconnect: 'always' });
}
