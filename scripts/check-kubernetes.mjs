// Run by check-kubernetes.sh: node check-kubernetes.mjs FOLDER. Checks each manifest against the schema of its kind, from Kubernetes'
// and KEDA's published OpenAPI (types, required fields, formats; these schemas let unknown fields pass), and what no schema sees: that
// names refer to something there is, and that pods keep to the restricted standard.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const folder = process.argv[2];
const faults = [];
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const kustomization = load('kustomization.yaml')[0];
const manifests = files
  .filter((file) => file !== 'kustomization.yaml')
  .flatMap((file) => load(file).map((manifest) => ({ file, manifest })));

for (const { file, manifest } of manifests) {
  const where = `${file}: ${manifest.kind} ${manifest.metadata?.name}`;
  const Model = await modelOf(manifest);
  try {
    new Model(manifest).validate();
  } catch (error) {
    faults.push(`${where}: ${error.message}`);
  }
  if (manifest.spec?.template) checkPod(where, manifest);
}
// The check is worth something only if it can fail.
const broken = structuredClone(find('Deployment', 'api'));
broken.spec.replicas = 'two';
try {
  const Model = await modelOf(broken);
  new Model(broken).validate();
  faults.push('a Deployment with "two" replicas was accepted');
} catch {}

for (const resource of kustomization.resources) {
  if (!files.includes(resource)) faults.push(`kustomization.yaml names ${resource}, which is not there`);
}
const policed = manifests
  .filter(({ manifest }) => manifest.kind === 'Deployment')
  .map(({ manifest }) => manifest.metadata.name);
for (const name of policed) {
  if (!find('PodDisruptionBudget', name)) faults.push(`${name} has no PodDisruptionBudget`);
}

for (const fault of faults) console.error(fault);
console.log(`${manifests.length} manifests in ${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

function load(file) {
  return parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { uniqueKeys: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    return document.toJS();
  });
}

async function modelOf({ apiVersion, kind }) {
  const library = apiVersion.startsWith('keda.sh/') ? '@kubernetes-models/keda' : 'kubernetes-models';
  return (await import(`${library}/${apiVersion}`))[kind];
}

function find(kind, name) {
  return manifests.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)?.manifest;
}

/** What a pod refers to exists, and what "restricted" pod security asks for is there. */
function checkPod(where, { kind, metadata, spec }) {
  const pod = spec.template.spec;
  const volumes = pod.volumes?.map(({ name }) => name) ?? [];
  const refuse = (isRight, fault) => isRight || faults.push(`${where}: ${fault}`);
  refuse(pod.securityContext?.runAsNonRoot === true, 'may run as root');
  refuse(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile');
  refuse(pod.automountServiceAccountToken === false, 'mounts a service account token');
  for (const container of pod.containers) {
    const { securityContext, envFrom = [], volumeMounts = [], image } = container;
    refuse(securityContext?.readOnlyRootFilesystem === true, 'has a writable root file system');
    refuse(securityContext?.allowPrivilegeEscalation === false, 'may gain privileges');
    refuse(securityContext?.capabilities?.drop?.includes('ALL'), 'keeps capabilities');
    refuse(container.resources?.limits?.memory, 'has no memory limit');
    refuse(
      kustomization.images.some(({ name }) => name === image),
      `image ${image} is not mapped in kustomization.yaml`,
    );
    for (const { name } of volumeMounts) refuse(volumes.includes(name), `mounts ${name}, which is no volume`);
    for (const { configMapRef, secretRef } of envFrom) {
      if (configMapRef) refuse(find('ConfigMap', configMapRef.name), `there is no ConfigMap ${configMapRef.name}`);
      if (secretRef) refuse(find('Secret', secretRef.name), `there is no Secret ${secretRef.name}`);
    }
  }
  if (kind !== 'Deployment') return;
  refuse(
    spec.selector.matchLabels['app.kubernetes.io/name'] === spec.template.metadata.labels['app.kubernetes.io/name'],
    'selects other pods than its own',
  );
  if (metadata.name === 'crawler') {
    const reads = pod.containers.flatMap(({ envFrom = [], env = [] }) => [
      // The one by which schedulers are known holds nothing else.
      ...envFrom.filter(({ secretRef }) => secretRef && secretRef.name !== 'goodshunter-crawl'),
      ...env.filter(({ valueFrom }) => valueFrom?.secretKeyRef),
    ]);
    refuse(reads.length === 0, 'the crawler is given a secret that is not only for crawls');
  }
}
