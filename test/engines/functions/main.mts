import { serve } from '@crossplane-org/function-sdk-typescript';
import { PATCH_AND_TRANSFORM } from './patch-and-transform.mjs';

// Runs as the functions' own programs run, with their flags: see `--help`.
serve(PATCH_AND_TRANSFORM, { name: 'stand-in for function-patch-and-transform' });
