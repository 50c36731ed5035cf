import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { createApiRouter, problemHandler } from './api-router.ts';
import type { ApiDeps } from './deps.ts';
import { livez, metricsHandler, readyz } from './health.ts';
import { FailureBudget } from './keys/failure-budget.ts';
import { LOCAL_PREFIX } from './local/local-prefix.ts';
import { createLocalRouter } from './local/local-router.ts';
import { API_PREFIX, openApiDocument } from './openapi.ts';
import { createPageRouter } from './page/page-router.ts';
import { Problem } from './problem.ts';
import { ROUTES } from './routes/index.ts';

/** The whole HTTP side: health, metrics, the API and the page. Listens nowhere by itself. */
export function createApi(deps: ApiDeps): Express {
  const budget = new FailureBudget(deps.now);
  const app = createBase(deps, budget);
  const document = JSON.stringify(openApiDocument(ROUTES, deps.version));
  app.get('/openapi.json', (_request, response) => {
    response.type('json').send(document);
  });
  app.use(API_PREFIX, createApiRouter(ROUTES, deps, budget));
  app.use(LOCAL_PREFIX, createLocalRouter(deps, budget));
  app.use(createPageRouter(deps, budget));
  app.use(problemHandler(deps.logger));
  return app;
}

/** Health and metrics alone. */
export function createHealth(deps: ApiDeps): Express {
  const app = createBase(deps, new FailureBudget(deps.now));
  app.use(() => {
    throw new Problem('MFAW_NOT_FOUND', 'This process serves /livez, /readyz and /metrics; the API runs elsewhere.');
  });
  app.use(problemHandler(deps.logger));
  return app;
}

function createBase(deps: ApiDeps, budget: FailureBudget): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustProxy ?? false);
  app.set('etag', false);
  app.use(securityHeaders(deps));
  app.get('/livez', livez);
  app.get('/readyz', readyz(deps));
  app.get('/metrics', metricsHandler(deps, budget));
  return app;
}

/** The page runs one script and one style sheet of its own and nothing else; nobody may frame it. */
function securityHeaders({ publicUrl }: ApiDeps): ReturnType<typeof helmet> {
  const isTls = publicUrl?.startsWith('https:') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: isTls,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });
}
