import { buildSchema, execute, GraphQLError, type GraphQLFormattedError, parse, validate } from 'graphql';
import type { Context } from '../routing';
import { rootOf } from './root';
import { SCHEMA } from './schema';

const schema = buildSchema(SCHEMA);

/** Answers GraphQL. @returns what is sent, and whether everything that was asked for is known here */
export async function answerGraphQL(context: Context, body: unknown): Promise<{ body: object; handled: boolean }> {
  const { query = '', variables } = (body ?? {}) as { query?: string; variables?: Record<string, unknown> };
  try {
    const document = parse(query);
    const unknown = validate(schema, document);
    if (unknown.length > 0) return { body: { errors: unknown.map(formatted) }, handled: false };
    const rootValue = rootOf(context);
    const { data, errors } = await execute({ schema, document, rootValue, variableValues: variables ?? null });
    return { body: { data: data ?? null, ...(errors && { errors: errors.map(formatted) }) }, handled: true };
  } catch (error) {
    if (error instanceof GraphQLError) return { body: { errors: [formatted(error)] }, handled: false };
    throw error;
  }
}

/** GitHub gives an error's type beside its message. */
function formatted(error: GraphQLError): GraphQLFormattedError & { type?: unknown } {
  const { extensions, ...rest } = error.toJSON();
  return { ...(extensions?.type !== undefined && { type: extensions.type }), ...rest };
}
