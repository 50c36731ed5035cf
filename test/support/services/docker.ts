import { works } from './server-process.ts';

let answers: boolean | undefined;

/** Whether a Docker engine runs here: the command alone is no proof. */
export function dockerAnswers(): boolean {
  answers ??= works('docker', 'version', '--format', '{{.Server.Version}}');
  return answers;
}

export interface Container {
  readonly image: string;
  /** The port the server listens on inside and, on loopback, outside: servers tell clients their own address. */
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What it logs, or the path of a page it answers, once it serves. */
  readonly ready: RegExp | string;
}

/** Runs it until `stop`, or until this process is gone (the reaper of testcontainers). */
export async function startContainer({
  image,
  port,
  environment,
  ready,
}: Container): Promise<{ stop(): Promise<void> }> {
  // Loading it takes a second, which most machines can save.
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(image)
    .withExposedPorts({ container: port, host: port })
    .withEnvironment(environment)
    .withWaitStrategy(typeof ready === 'string' ? Wait.forHttp(ready, port) : Wait.forLogMessage(ready))
    .withStartupTimeout(180_000)
    .start();
  return {
    stop: async () => {
      await container.stop();
    },
  };
}
