import { loginOf } from '../access';
import { ok } from '../answers';
import type { RateLimit } from '../rate-limit';
import { Router } from '../routing';
import { accountRoutes } from './accounts';
import { actionsRoutes } from './actions';
import { appRoutes } from './apps';
import { branchRoutes } from './branches';
import { collaborationRoutes } from './collaboration';
import { commitRoutes } from './commits';
import { contentRoutes } from './contents';
import { environmentRoutes } from './environments';
import { featureRoutes } from './features';
import { gitDataRoutes } from './git-data';
import { protectionRoutes } from './protection';
import { pullRoutes } from './pulls';
import { repositoryRoutes } from './repositories';
import { rulesetRoutes } from './rulesets';
import { searchRoutes } from './search';
import { teamRoutes } from './teams';

/** Everything that the REST API answers. */
export function routes(rateLimit: RateLimit): Router {
  const router = new Router();
  router.on('GET', '/rate_limit', ({ actor }) => {
    const resources = rateLimit.resources(loginOf(actor));
    return ok({ resources, rate: resources.core });
  });
  for (const add of [
    accountRoutes,
    teamRoutes,
    repositoryRoutes,
    featureRoutes,
    branchRoutes,
    protectionRoutes,
    contentRoutes,
    gitDataRoutes,
    commitRoutes,
    pullRoutes,
    rulesetRoutes,
    environmentRoutes,
    actionsRoutes,
    collaborationRoutes,
    appRoutes,
    searchRoutes,
  ]) {
    add(router);
  }
  return router;
}
