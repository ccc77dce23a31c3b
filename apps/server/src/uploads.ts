import type { WorkroomOptions } from '@workroom/server';
import { diskUploads } from '@workroom/server/node';
import { s3Uploads } from '@workroom/server/uploads';
import type { Settings } from './settings.ts';

/** The file storage from the settings; none without settings. */
export function uploadsOf(settings: Settings): WorkroomOptions['uploads'] {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region, UPLOADS_MAX_BYTES: maxBytes } = settings;
  const {
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    UPLOADS_DIRECTORY: directory,
  } = settings;
  if (bucket !== undefined && endpoint !== undefined && accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { storage: s3Uploads({ endpoint, bucket, region, accessKeyId, secretAccessKey }), maxBytes };
  }
  if (directory === undefined) return undefined;
  // Every process signs and accepts the same addresses.
  const [secret] = settings.WORKROOM_SESSION_SECRET;
  return { storage: diskUploads({ directory, ...(secret === undefined ? {} : { secret }) }), maxBytes };
}
