import { describe, expect, it } from 'vitest';
import { normaliseBackendUrl } from './backend-url';

describe('an address that somebody types', () => {
  it.each([
    ['', ''],
    ['  https://abc.ngrok-free.app/  ', 'https://abc.ngrok-free.app'],
    ['https://abc.ngrok-free.app/app/create?x=1', 'https://abc.ngrok-free.app'],
    ['https://host.test/proxy/5000/', 'https://host.test/proxy/5000'],
    ['localhost:5000', 'http://localhost:5000'],
    ['127.0.0.1:5000/app', 'http://127.0.0.1:5000'],
    ['http://studio.test', ''],
  ])('%j is kept as %j', (typed, url) => {
    expect(normaliseBackendUrl(typed)).toEqual({ url });
  });

  it.each([
    ['http://', 'invalid'],
    ['not an address', 'invalid'],
    ['ftp://host.test', 'scheme'],
    ['javascript://alert(1)', 'scheme'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(normaliseBackendUrl(typed)).toEqual({ problem });
  });
});
