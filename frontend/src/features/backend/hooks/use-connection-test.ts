import { useEffect, useRef, useState } from 'react';
import { type StepFailure, type StepResult, testConnection } from '../lib/connection-test';

export interface TestState {
  running: boolean;
  passed: StepResult[];
  failure: StepFailure | null;
}

/** Runs the test of an address; a new run ends the one before. */
export function useConnectionTest(): {
  state: TestState | null;
  run: (base: string) => Promise<void>;
  clear: () => void;
} {
  const [state, setState] = useState<TestState | null>(null);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const run = async (base: string) => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    const passed: StepResult[] = [];
    setState({ running: true, passed: [], failure: null });
    const steps = testConnection(base, mine.signal);
    for (let next = await steps.next(); !mine.signal.aborted; next = await steps.next()) {
      if (next.done) return setState({ running: false, passed, failure: next.value });
      passed.push(next.value);
      setState({ running: true, passed: [...passed], failure: null });
    }
  };
  const clear = () => {
    controller.current?.abort();
    setState(null);
  };
  return { state, run, clear };
}
