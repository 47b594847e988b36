import { noContent, ok } from '../answers';
import { notFound, unprocessable, validationFailed } from '../errors';
import { input, type Router } from '../routing';

/** Topics, and what GitHub does for a repository's security. */
export function featureRoutes(router: Router): void {
  router.onRepository('GET', '/topics', 'metadata:read', (_, { topics }) => ok({ names: topics }));

  router.onRepository('PUT', '/topics', 'administration:write', (call, repository) => {
    const { names } = input<{ names: string[] }>(call);
    if (!Array.isArray(names)) throw unprocessable('Invalid request.\n\n"names" wasn\'t supplied.');
    const wrong = names.filter((name) => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(name));
    if (wrong.length > 0 || names.length > 20) {
      const message =
        'Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.';
      throw validationFailed({ resource: 'Repository', code: 'custom', field: 'topics', message });
    }
    repository.topics = [...new Set(names)];
    return ok({ names: repository.topics });
  });

  router.onRepository('GET', '/vulnerability-alerts', 'administration:read', (_, repository) => {
    if (!repository.vulnerabilityAlerts) throw notFound();
    return noContent();
  });

  router.onRepository('PUT', '/vulnerability-alerts', 'administration:write', (_, repository) => {
    repository.vulnerabilityAlerts = true;
    return noContent();
  });

  router.onRepository('DELETE', '/vulnerability-alerts', 'administration:write', (_, repository) => {
    repository.vulnerabilityAlerts = false;
    repository.securityAndAnalysis.dependabot_security_updates.status = 'disabled';
    return noContent();
  });

  router.onRepository('GET', '/automated-security-fixes', 'administration:read', (_, { securityAndAnalysis }) =>
    ok({ enabled: securityAndAnalysis.dependabot_security_updates.status === 'enabled', paused: false }),
  );

  router.onRepository('PUT', '/automated-security-fixes', 'administration:write', (_, repository) => {
    if (!repository.vulnerabilityAlerts) {
      throw unprocessable('Vulnerability alerts must be enabled to configure automated security fixes.');
    }
    repository.securityAndAnalysis.dependabot_security_updates.status = 'enabled';
    return noContent();
  });

  router.onRepository('DELETE', '/automated-security-fixes', 'administration:write', (_, repository) => {
    repository.securityAndAnalysis.dependabot_security_updates.status = 'disabled';
    return noContent();
  });
}
