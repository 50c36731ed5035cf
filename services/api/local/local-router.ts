import express from 'express';
import type { Router } from 'express';
import { createApiRouter } from '../api-router.ts';
import type { ApiDeps } from '../deps.ts';
import type { FailureBudget } from '../keys/failure-budget.ts';
import { claimsLocalKey } from '../keys/local-key.ts';
import { Problem } from '../problem.ts';
import { importRoutes } from './import-routes.ts';
import { keyRoutes } from './key-routes.ts';

/**
 * What only commands on the same data folder may ask: it names files of this machine, or makes keys. No key a person holds opens it, so
 * that an administrator of one tenant cannot read the server's disk through an import.
 */
export function createLocalRouter(deps: ApiDeps, budget: FailureBudget): Router {
  const router = express.Router({ caseSensitive: true });
  router.use((request, _response, next) => {
    const [, text = ''] = /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '') ?? [];
    if (!claimsLocalKey(text))
      throw new Problem('MFAW_FORBIDDEN', 'only the commands of mfawatch on the data folder itself may ask this');
    next();
  });
  router.use(createApiRouter([...importRoutes, ...keyRoutes], deps, budget));
  return router;
}
