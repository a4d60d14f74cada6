"""Studio: curved backdrop, soft window light, camera, Cycles settings."""
import math

import bpy
import numpy as np

import materials
from geometry import build, grid_faces, lathe, leaf_tpl, link, rbox, scatter, frame
from materials import mix, plain

PALETTE = {
    "savons": ("#c6cbb0", "#aab38f"),
    "corps": ("#e6cfb3", "#d3b48f"),
    "visage": ("#e6c4bb", "#d4a69b"),
    "maison": ("#cf9a7c", "#b97f60"),
    "epicerie": ("#e3c07c", "#c99c52"),
    "linge": ("#b9c4d0", "#98a6b6"),
}


def reset():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    materials.CACHE.clear()


def settings(w, h, samples, out, threads):
    s = bpy.context.scene
    s.render.engine = "CYCLES"
    c = s.cycles
    c.device, c.samples, c.use_adaptive_sampling, c.adaptive_threshold, c.adaptive_min_samples = "CPU", samples, True, 0.05, 10
    c.use_denoising = False
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transmission_bounces, c.transparent_max_bounces = 5, 2, 2, 5, 8
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect, c.sample_clamp_direct, c.blur_glossy = 2.0, 12.0, 0.6
    c.filter_width = 1.2
    s.render.threads_mode, s.render.threads = "FIXED", threads
    s.render.resolution_x, s.render.resolution_y, s.render.resolution_percentage = w, h, 100
    s.view_settings.view_transform = "Standard"
    vl = bpy.context.view_layer
    vl.cycles.denoising_store_passes = True
    s.use_nodes = True
    t = s.node_tree
    t.nodes.clear()
    rl = t.nodes.new("CompositorNodeRLayers")
    fo = t.nodes.new("CompositorNodeOutputFile")
    fo.base_path = out
    fo.format.file_format, fo.format.color_depth, fo.format.exr_codec = "OPEN_EXR", "32", "ZIP"
    fo.file_slots.clear()
    for key, sock in (("rgb", "Image"), ("alb", "Denoising Albedo"), ("nrm", "Denoising Normal")):
        fo.file_slots.new(key + "_")
        t.links.new(rl.outputs[sock], fo.inputs[-1])
    comp = t.nodes.new("CompositorNodeComposite")
    t.links.new(rl.outputs["Image"], comp.inputs[0])


def area(loc, target, size, energy, col=(1, 1, 1), size_y=None, spread=None):
    d = bpy.data.lights.new("area", "AREA")
    d.energy, d.color, d.size = energy, col, size
    if size_y:
        d.shape, d.size_y = "RECTANGLE", size_y
    if spread:
        d.spread = math.radians(spread)
    o = link(bpy.data.objects.new("area", d))
    o.location = loc
    v = np.array(target, float) - np.array(loc, float)
    import mathutils

    o.rotation_euler = mathutils.Vector(v).to_track_quat("-Z", "Y").to_euler()
    return o


def backdrop(col, width=30, back=4.5, radius=3.0):
    prof = [(-14, 0)] + [(y, 0) for y in np.linspace(-8, back - radius, 12)]
    prof += [(back - radius + radius * math.sin(a), radius - radius * math.cos(a)) for a in np.linspace(0, math.pi / 2, 40)[1:]]
    prof += [(back, 12)]
    V = [(x, y, z) for x in (-width / 2, width / 2) for y, z in prof]
    build("backdrop", V, grid_faces(2, len(prof)), plain(col, 0.95, spec=0.1), auto=0)


def studio(palette, side=-1, key=1.0, fill=1.0, warm=0.0, ambient=0.34, gobo=True, dim=1.0, col=None):
    bg = col or PALETTE[palette][0]
    backdrop(mix(bg, "#c9c2b6", 0.22))
    wc = (1, 0.95 - 0.06 * warm, 0.88 - 0.16 * warm)
    area((side * 4.2, -2.6, 5.2), (0, 0, 0.5), 1.7, 430 * key * dim, wc)
    area((-side * 4.5, -2.2, 2.4), (0, 0, 0.8), 3.0, 45 * fill * dim, (0.96, 0.97, 1))
    area((side * 2.2, 3.2, 4.0), (0, 0, 0.6), 2.0, 95 * dim, (1, 0.98, 0.95))
    area((side * 3.4, -3.6, 2.6), (0, 0, 0.9), 0.7, 50 * dim, (1, 1, 1), size_y=3.2)
    w = bpy.data.worlds.new("w")
    bpy.context.scene.world = w
    w.use_nodes = True
    b = w.node_tree.nodes["Background"]
    b.inputs[0].default_value = (1, 0.97, 0.93, 1)
    b.inputs[1].default_value = ambient * dim
    if gobo:
        leaf_shadow(side)


def leaf_shadow(side):
    """Leaves out of the frame between the window and the wall: a soft plant shadow."""
    rng = np.random.default_rng(11)
    tpl = leaf_tpl(0.2, 0.2)
    items = []
    for k in range(16):
        base = np.array([side * (2.0 + rng.uniform(-0.5, 0.9)), -0.2 + rng.uniform(-0.5, 0.7), 3.6 + rng.uniform(-0.6, 0.8)])
        d = rng.normal(0, 1, 3) + np.array([-side * 0.6, 0.5, -0.2])
        items.append((base, frame(d) * rng.uniform(0.5, 0.9)))
    o = scatter(tpl, items, plain("#55663c", 0.8))
    o.visible_camera = False
    o.visible_glossy = False
    o.visible_transmission = False


def camera(target, width, elev=11, azim=0, dist=9, fstop=0.0, focus=None, aspect=1.0):
    """width: what the frame spans at the target, in units."""
    e, a = math.radians(elev), math.radians(azim)
    t = np.array(target, float)
    pos = t + dist * np.array([math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)])
    c = bpy.data.cameras.new("cam")
    c.lens = 36 * dist / (width * max(1.0, aspect)) if aspect < 1 else 36 * dist / width
    o = link(bpy.data.objects.new("cam", c))
    o.location = pos
    import mathutils

    o.rotation_euler = mathutils.Vector(t - pos).to_track_quat("-Z", "Y").to_euler()
    if fstop:
        c.dof.use_dof = True
        c.dof.aperture_fstop = fstop
        f = np.array(focus if focus is not None else target, float)
        c.dof.focus_distance = float(np.dot(f - pos, (t - pos) / dist))
    bpy.context.scene.camera = o


def stone_mat(col):
    return plain(col, 0.85, bump=(28, 0.25), vary=0.06, spec=0.2)


def disc(r, h, col, loc=(0, 0)):
    return lathe([(0, 0), (r, 0), (r, h), (0, h)], stone_mat(col), r=0.02, loc=(loc[0], loc[1], 0))


def block(w, d, h, col, loc=(0, 0), rz=0.0):
    return rbox((w, d, h), 0.02, stone_mat(col), n=5, loc=(loc[0], loc[1], 0), rot=(0, 0, rz))


def tone(palette, t=0.0):
    a, b = PALETTE[palette]
    return mix(a, b, t)
