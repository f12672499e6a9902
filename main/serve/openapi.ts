import type { OpenAPI } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { userError } from '../../shared/contract/base.ts';
import { contract } from '../../shared/contract/index.ts';
import { VERSION } from '../engine/version.ts';

/** The contract as an OpenAPI 3.1 document: one operation per procedure, grouped by capability. */
export async function describeApi(url: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({
    // What has a type but no schema (the canonical model, a mapping) is described as any object.
    schemaConverters: [new ZodToJsonSchemaConverter({ unsupportedJsonSchema: { type: 'object' } })],
  });
  const document = await generator.generate(contract, {
    info: {
      title: 'Orfèvre',
      version: VERSION,
      description:
        'The engine of Orfèvre on this machine. Anything that may take long is started and answers with a jobId: follow it with GET /jobs/{jobId}/progress (server-sent events), then read GET /jobs/{jobId}/result. Errors carry operation, code, message and next step.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${url}api` }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    commonSchemas: { UserError: { schema: userError } },
  });
  return { ...document, paths: tagged(document.paths ?? {}) };
}

/** Groups the operations by capability: the first part of the operation's name, e.g. `sources.import`. */
function tagged(paths: OpenAPI.PathsObject): OpenAPI.PathsObject {
  const tag = (operation: unknown) => {
    const { operationId } = operation as OpenAPI.OperationObject;
    return operationId ? { ...(operation as object), tags: [operationId.split('.')[0]!] } : operation;
  };
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item ?? {}).map(([method, operation]) => [method, tag(operation)])),
    ]),
  );
}
