import { setMaxListeners } from 'node:events';

/** For a signal that any number of loops wait for at once: Node takes more than ten for a leak, and says so on stderr. */
export function abortForMany(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
