"""Renders the pictures with Blender's Cycles (3.4, CPU, no denoiser needed: finish.py cleans them).

blender -b --python render.py -- LABELS_DIR EXR_DIR [--scale 0.4] [--samples 64] [--threads 2] [names...]

Skips what is already there; a name may end with * to take all that begin so.
"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bpy

import geometry
import stage
from scenes import SCENES

argv = sys.argv[sys.argv.index("--") + 1 :]
opt = {"--scale": 1.0, "--samples": 64.0, "--threads": 2.0}
args = []
while argv:
    a = argv.pop(0)
    if a in opt:
        opt[a] = float(argv.pop(0))
    else:
        args.append(a)
geometry.LABELS["dir"], out = os.path.abspath(args[0]), os.path.abspath(args[1])
wanted = [n for n in SCENES if not args[2:] or any(n == a or (a.endswith("*") and n.startswith(a[:-1])) for a in args[2:])]
for name in wanted:
    f, w, h = SCENES[name]
    folder = os.path.join(out, name)
    if os.path.exists(os.path.join(folder, "rgb_0001.exr")):
        continue
    t = time.time()
    try:
        stage.reset()
        f()
        stage.settings(int(w * opt["--scale"]), int(h * opt["--scale"]), int(opt["--samples"]), folder, int(opt["--threads"]))
        built = time.time() - t
        bpy.ops.render.render()
        print(f"## {name} built {built:.1f}s total {time.time() - t:.1f}s", flush=True)
    except Exception as e:  # one bad scene must not stop a batch
        import traceback

        traceback.print_exc()
        print(f"## {name} FAILED {e}", flush=True)
