import { Crew } from '../chaos/crew.ts';
import { cleanly } from '../cleanly.ts';
import type { Installation } from './installation.ts';

/** What each process runs. */
export type Roles = readonly (readonly string[])[];

/** Starts the processes, and stops them after the work. @throws Error where one of them does not start, or ends with a fault */
export async function crewAtWork<T>(
  { config }: Installation,
  roles: Roles,
  work: (crew: Crew) => Promise<T>,
): Promise<T> {
  const crew = new Crew(config, roles);
  return cleanly(
    () => crew.end(),
    async () => {
      await crew.running();
      const result = await work(crew);
      await crew.stop();
      return result;
    },
  );
}
