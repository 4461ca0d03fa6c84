import { vi } from 'vitest';

/** jsdom draws nothing: a canvas on which everything is painted once anything is. */
export function fakeCanvas(): void {
  const painted = (_x: number, _y: number, width: number, height: number) => ({
    data: new Uint8ClampedArray(width * height * 4).fill(255),
  });
  const pen = new Proxy({} as CanvasRenderingContext2D, {
    get: (_target, name) => (name === 'getImageData' ? painted : () => undefined),
    set: () => true,
  });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,TUFTSw==');
  // The editor measures its room with an observer, which jsdom has none of.
  vi.spyOn(window, 'ResizeObserver').mockImplementation(function (this: ResizeObserver, report) {
    this.observe = (element) =>
      element.className === 'room' &&
      report([{ target: element, contentRect: new DOMRect(0, 0, 512, 512) } as unknown as ResizeObserverEntry], this);
    this.unobserve = () => {};
    this.disconnect = () => {};
    return this;
  } as (this: ResizeObserver, callback: ResizeObserverCallback) => ResizeObserver);
}
