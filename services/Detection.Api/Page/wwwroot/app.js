import { BuiltIn } from './builtin.js';
import { curlExample } from './curl.js';
import { byId } from './dom.js';
import { takePictures } from './intake.js';
import { Options } from './options.js';
import { Recent } from './recent.js';
import { Samples } from './samples.js';
import { Service } from './service.js';
import { Submissions } from './submissions.js';
import { Tracker } from './tracker.js';
import { Visit } from './visit.js';

const options = new Options();
const builtIn = new BuiltIn();
const samples = new Samples(files => visit.add(files));
const service = new Service(models => {
  options.models = models;
  builtIn.model = samples.model = models.find(model => model.isDefault);
});
const onReach = reachable => service.reachable(reachable);
const tracker = new Tracker(onReach);
const visit = new Visit(new Submissions(onReach), tracker, options, showEmpty);
const recent = new Recent(tracker, visit);

function showEmpty() {
  byId('empty').hidden = visit.size > 0 || recent.size > 0;
}

byId('example-curl').textContent = curlExample();
takePictures(files => visit.add(files));
service.watch();
recent.start().then(showEmpty);
