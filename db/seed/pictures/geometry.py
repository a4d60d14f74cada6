"""Meshes for the pictures: lathe, rounded box with a pressed stamp, label patch, tube, cloth, pouch, leaves. One unit = one decimetre."""
import math
import random

import bpy
import numpy as np

LABELS = {"dir": ""}


def link(o):
    bpy.context.scene.collection.objects.link(o)
    return o


def build(name, V, F, m, uv=None, loc=(0, 0, 0), rot=(0, 0, 0), scale=(1, 1, 1), smooth=True, auto=40, merge=False):
    me = bpy.data.meshes.new(name)
    me.from_pydata([tuple(map(float, v)) for v in V], [], [tuple(map(int, f)) for f in F])
    if uv is not None:
        lay = me.uv_layers.new(name="UVMap")
        idx = np.empty(len(me.loops), dtype=np.int32)
        me.loops.foreach_get("vertex_index", idx)
        lay.data.foreach_set("uv", np.asarray(uv, dtype=np.float32)[idx].ravel())
    if merge:
        import bmesh

        bm = bmesh.new()
        bm.from_mesh(me)
        bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-5)
        bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
        bm.to_mesh(me)
        bm.free()
    if smooth:
        me.polygons.foreach_set("use_smooth", [True] * len(me.polygons))
        if auto:
            me.use_auto_smooth = True
            me.auto_smooth_angle = math.radians(auto)
    if m is not None:
        me.materials.append(m)
    o = link(bpy.data.objects.new(name, me))
    o.location, o.rotation_euler, o.scale = loc, rot, scale
    return o


def group(objs, loc=(0, 0, 0), rot=(0, 0, 0), scale=1.0):
    """Parents objects to an empty, to place a whole product."""
    e = link(bpy.data.objects.new("group", None))
    for o in objs:
        if o is not None and o.parent is None:
            o.parent = e
    e.location, e.rotation_euler, e.scale = loc, rot, (scale,) * 3
    return e


def grid_faces(nu, nv, wrap=False):
    F = []
    for i in range(nu if wrap else nu - 1):
        for j in range(nv - 1):
            a, b = i * nv + j, ((i + 1) % nu) * nv + j
            F.append((a, b, b + 1, a + 1))
    return F


def fillet(profile, r, n=5):
    """Rounds the corners of a profile."""
    P = [np.array(p, float) for p in profile]
    out = [P[0]]
    for i in range(1, len(P) - 1):
        a, b, c = P[i - 1], P[i], P[i + 1]
        la, lc = np.linalg.norm(a - b), np.linalg.norm(c - b)
        k = min(r, la * 0.49, lc * 0.49)
        if k < 1e-5:
            out.append(b)
            continue
        p, q = b + (a - b) / la * k, b + (c - b) / lc * k
        for t in np.linspace(0, 1, n):
            out.append((1 - t) ** 2 * p + 2 * t * (1 - t) * b + t * t * q)
    out.append(P[-1])
    return out


def lathe(profile, m, r=0.03, seg=128, loc=(0, 0, 0), rot=(0, 0, 0), squash=1.0, close=False):
    P = fillet(profile, r) if r else profile
    A = np.linspace(0, 2 * math.pi, seg, endpoint=False)
    V = [(p[0] * math.cos(a), p[0] * math.sin(a) * squash, p[1]) for a in A for p in P]
    F = grid_faces(seg, len(P), wrap=True)
    F = [f[::-1] for f in F] if P[-1][1] < P[0][1] else F
    return build("lathe", V, F, m, loc=loc, rot=rot)


def patch(r, z0, z1, arc, m, loc=(0, 0, 0), n=48):
    """Label on a cylinder, facing -Y; arc in degrees."""
    r *= 1.006
    h = math.radians(arc) / 2
    V, U = [], []
    for i in range(n + 1):
        a = -math.pi / 2 - h + 2 * h * i / n
        for j in (0, 1):
            V.append((r * math.cos(a), r * math.sin(a), z1 if j else z0))
            U.append((i / n, j))
    return build("label", V, grid_faces(n + 1, 2), m, uv=U, loc=loc)


def plane_xz(w, h, m, loc=(0, 0, 0), rot=(0, 0, 0)):
    V = [(-w / 2, 0, -h / 2), (w / 2, 0, -h / 2), (w / 2, 0, h / 2), (-w / 2, 0, h / 2)]
    return build("panel", V, [(0, 1, 2, 3)], m, uv=[(0, 0), (1, 0), (1, 1), (0, 1)], loc=loc, rot=rot, smooth=False)


def height_map(name):
    im = bpy.data.images.load(f"{LABELS['dir']}/{name}.png", check_existing=True)
    w, h = im.size
    a = np.empty(w * h * 4, dtype=np.float32)
    im.pixels.foreach_get(a)
    return 1 - a.reshape(h, w, 4)[:, :, 0]


def sample(hm, u, v):
    h, w = hm.shape
    x, y = np.clip(u, 0, 1) * (w - 1), np.clip(v, 0, 1) * (h - 1)
    x0, y0 = np.minimum(x.astype(int), w - 2), np.minimum(y.astype(int), h - 2)
    fx, fy = x - x0, y - y0
    return (hm[y0, x0] * (1 - fx) + hm[y0, x0 + 1] * fx) * (1 - fy) + (hm[y0 + 1, x0] * (1 - fx) + hm[y0 + 1, x0 + 1] * fx) * fy


def rbox(size, r, m, n=10, stamp=None, depth=0.02, stamp_n=260, loc=(0, 0, 0), rot=(0, 0, 0), belly=0.0, front=False, wob=0.0, seed=1):
    """Rounded box standing on z=0. stamp: height map pressed in the top (or the front, facing -Y)."""
    half = np.array(size) / 2
    rng = np.random.default_rng(seed)
    ph = rng.uniform(0, 6.28, 6)
    V, F, base = [], [], 0
    for ax in range(3):
        for sg in (-1, 1):
            st = stamp and ((ax == 2 and sg == 1 and not front) or (ax == 1 and sg == -1 and front))
            k1, k2 = [(1, 2), (0, 2), (0, 1)][ax]
            mm = stamp_n if st else n * 3
            nn = int(mm * half[k2] / half[k1]) if st else n * 3
            t1, t2 = np.meshgrid(np.linspace(-1, 1, mm), np.linspace(-1, 1, nn), indexing="ij")
            p = np.zeros((mm, nn, 3))
            p[..., ax] = sg * half[ax]
            p[..., k1], p[..., k2] = t1 * half[k1], t2 * half[k2]
            q = np.clip(p, -(half - r), half - r)
            d = p - q
            d /= np.maximum(np.linalg.norm(d, axis=-1, keepdims=True), 1e-9)
            p = q + d * r
            if belly:
                f = (1 - (p[..., 0] / half[0]) ** 2) * (1 - (p[..., 1] / half[1]) ** 2)
                p[..., 2] += np.sign(p[..., 2]) * belly * f * (np.abs(p[..., 2]) / half[2])
            if wob:
                p += wob * np.stack([np.sin(p[..., 1] * 5 + ph[0]) + np.sin(p[..., 2] * 7 + ph[1]), np.sin(p[..., 0] * 6 + ph[2]), np.sin(p[..., 0] * 5 + p[..., 1] * 4 + ph[3])], -1)
            if st:
                hm = height_map(stamp)
                u = (p[..., 0] / half[0] + 1) / 2
                v = (p[..., 1] / half[1] + 1) / 2 if ax == 2 else (p[..., 2] / half[2] + 1) / 2
                p[..., ax] -= sg * depth * sample(hm, u, v)
            V.append(p.reshape(-1, 3))
            fs = np.array(grid_faces(mm, nn)) + base
            F.append(fs if (sg == 1) ^ (ax == 1) else fs[:, ::-1])
            base += mm * nn
    V = np.concatenate(V)
    V[:, 2] += half[2]
    return build("rbox", V, np.concatenate(F), m, loc=loc, rot=rot, merge=True, auto=0)


def wire(points, radius, m, loc=(0, 0, 0), rot=(0, 0, 0), cyclic=False):
    cu = bpy.data.curves.new("wire", "CURVE")
    cu.dimensions = "3D"
    cu.bevel_depth, cu.bevel_resolution, cu.use_fill_caps = radius, 4, True
    sp = cu.splines.new("POLY")
    sp.points.add(len(points) - 1)
    for p, c in zip(sp.points, points):
        p.co = (*map(float, c), 1)
    sp.use_cyclic_u = cyclic
    cu.materials.append(m)
    o = link(bpy.data.objects.new("wire", cu))
    o.location, o.rotation_euler = loc, rot
    return o


def smooth_path(pts, n=60):
    """Catmull-Rom through the points."""
    P = [np.array(p, float) for p in pts]
    P = [2 * P[0] - P[1]] + P + [2 * P[-1] - P[-2]]
    out = []
    k = len(P) - 3
    for i in range(k):
        a, b, c, d = P[i : i + 4]
        for t in np.linspace(0, 1, 16, endpoint=False):
            out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3))
    out = np.array(out + [P[-2]])
    at = np.linspace(0, len(out) - 1, n)
    return list(np.stack([np.interp(at, np.arange(len(out)), out[:, q]) for q in range(3)], 1))


def tube_body(w, h, m, z0):
    """Cosmetic tube standing on its cap: round at the bottom, flat crimp at the top; UV planar from the front."""
    V, U = [], []
    nz, na = 60, 96
    for i in range(nz):
        t = i / (nz - 1)
        s = math.sqrt(max(0.0, 1 - t**1.9))
        rx = w / 2 * (1 + 0.16 * t) * (0.86 + 0.14 * min(1, t * 14) ** 0.5)
        ry = w / 2 * max(0.018, s * (0.86 + 0.14 * min(1, t * 14) ** 0.5))
        for j in range(na):
            a = 2 * math.pi * j / na
            V.append((rx * math.cos(a), ry * math.sin(a), z0 + t * h))
            U.append((0.5 + math.cos(a) * rx / (w * 1.16), t))
    # (ring, height) grid reordered for grid_faces
    idx = [i * na + j for j in range(na) for i in range(nz)]
    V, U = [V[k] for k in idx], [U[k] for k in idx]
    return build("tube", V, grid_faces(na, nz, wrap=True), m, uv=U)


def towel(w, d, h, layers, m, thick=0.1, waffle=0.0, cell=0.06, seed=3, loc=(0, 0, 0), rot=(0, 0, 0), dens=5, stripe_uv=False, wave=0.012):
    """Folded cloth: a serpentine profile in YZ swept along X, with soft disorder; folds show at the front (-Y)."""
    rng = np.random.default_rng(seed)
    gap = (h - thick) / max(1, layers - 1)
    pts = []
    for k in range(layers):
        z = thick / 2 + k * gap
        y0, y1 = -d / 2 + rng.uniform(0, 0.02), d / 2 + rng.uniform(-0.02, 0.02)
        ys = np.linspace(y1, y0, 40) if k % 2 == 0 else np.linspace(y0, y1, 40)
        pts += [(y, z) for y in ys]
        if k < layers - 1:
            s = -1 if k % 2 == 0 else 1
            yc = y0 if s == -1 else y1
            for a in np.linspace(-math.pi / 2, math.pi / 2, 14)[1:-1]:
                pts.append((yc + s * math.cos(a) * gap * 0.62, z + gap / 2 + math.sin(a) * gap / 2))
    P = np.array(pts)
    L = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(P, axis=0), axis=1))])
    ns = int(L[-1] / cell * dens) if waffle else 260
    nx = int(w / cell * dens) if waffle else 120
    s = np.linspace(0, L[-1], ns)
    Y, Z = np.interp(s, L, P[:, 0]), np.interp(s, L, P[:, 1])
    ty, tz = np.gradient(Y), np.gradient(Z)
    nl = np.hypot(ty, tz)
    ny, nz = -tz / nl, ty / nl
    x = np.linspace(-w / 2, w / 2, nx)
    X, S = np.meshgrid(x, s, indexing="ij")
    ph = rng.uniform(0, 6.28, 8)
    off = wave * (np.sin(X * 2.7 + ph[0] + S * 0.7) + np.sin(S * 1.9 + ph[1] + X) + 0.6 * np.sin(X * 7 + S * 1.3 + ph[2]))
    edge = wave * 1.3 * (np.sin(S * 1.7 + ph[3]) + np.sin(S * 4.1 + ph[4]))
    sides = []
    for sg in (1, -1):
        o = off * 0.6 + sg * thick / 2
        if waffle:
            wf = np.maximum(np.abs(np.cos(X / cell * math.pi)), np.abs(np.cos(S / cell * math.pi))) ** 3
            o = o + sg * waffle * (wf - 1)
        V = np.stack([X + edge * (X / w), Y[None, :] + ny[None, :] * o, Z[None, :] + nz[None, :] * o], -1)
        sides.append(V.reshape(-1, 3))
    F = np.array(grid_faces(nx, ns))
    n1 = nx * ns
    rim = []
    for i in (0, nx - 1):
        for j in range(ns - 1):
            a, b = i * ns + j, i * ns + j + 1
            rim.append((a, b, b + n1, a + n1))
    for j in (0, ns - 1):
        for i in range(nx - 1):
            a, b = i * ns + j, (i + 1) * ns + j
            rim.append((a, b, b + n1, a + n1))
    uv = np.stack([(X / w + 0.5), S / 7], -1).reshape(-1, 2)
    return build("towel", np.concatenate(sides), np.concatenate([F, F[:, ::-1] + n1, np.array(rim)]), m, uv=np.concatenate([uv, uv]), loc=loc, rot=rot, auto=60)


def drape(w, d, m, amp=0.12, seed=5, loc=(0, 0, 0), rot=(0, 0, 0), n=160):
    """A loosely laid cloth."""
    rng = np.random.default_rng(seed)
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    z = np.zeros_like(u)
    for k in range(9):
        a = rng.normal(0.5, 0.5)
        f = rng.uniform(2, 6.5)
        z += (1 - np.abs(np.sin(f * (u * math.cos(a) + v * math.sin(a)) + rng.uniform(0, 6)))) ** 2 * rng.uniform(0.3, 1) / (f / 3)
    z = amp * z / z.max() * 2
    e = np.minimum(1 - np.abs(u), 1 - np.abs(v))
    z *= np.clip(e * 6, 0.15, 1)
    edge = 0.04 * (np.sin(v * 6 + 1) + np.sin(u * 5))
    V = np.stack([u * w / 2 + edge, v * d / 2 + edge, z + 0.006], -1).reshape(-1, 3)
    o = build("drape", V, grid_faces(n, n), m, loc=loc, rot=rot, uv=np.stack([u / 2 + 0.5, v / 2 + 0.5], -1).reshape(-1, 2), auto=0)
    s = o.modifiers.new("s", "SOLIDIFY")
    s.thickness = 0.015
    return o


def pouch(w, h, m, neck=0.34, seed=2, squash=0.62, loc=(0, 0, 0), rot=(0, 0, 0), frill=0.2, uvbox=None):
    """Tied cloth bag; UV planar from the front."""
    rng = np.random.default_rng(seed)
    na, nz = 200, 120
    ph = rng.uniform(0, 6.28, 6)
    zn = 1 - frill
    V, U = [], []
    for i in range(na):
        a = 2 * math.pi * i / na
        for j in range(nz):
            t = j / (nz - 1)
            if t < zn:
                k = t / zn
                prof = min(1, (k / 0.09) ** 0.42) if k < 0.09 else 1
                up = max(0.0, (k - 0.45) / 0.55)
                prof *= 1 - (1 - neck) * (up * up * (3 - 2 * up))
                pl = up**2
            else:
                k = (t - zn) / frill
                prof = neck * (1 + 1.05 * k**0.8)
                pl = 1
            pleat = 1 + pl * (0.12 * math.sin(13 * a + ph[0]) + 0.07 * math.sin(21 * a + ph[1])) + 0.02 * math.sin(3 * a + ph[2] + 3 * t) + 0.012 * math.sin(7 * a + 9 * t + ph[3])
            r = w / 2 * prof * pleat
            sq = squash + (0.95 - squash) * pl
            ca, sa = math.cos(a), math.sin(a)
            e = 0.8 + 0.2 * pl
            x = r * math.copysign(abs(ca) ** e, ca)
            y = r * sq * math.copysign(abs(sa) ** e, sa)
            z = h * t + (0.03 * math.sin(5 * a + ph[4]) * max(0, t - zn) / frill if t > zn else 0)
            V.append((x, y, z))
            U.append((0.5 + x / (uvbox or w), 0.5 + (z - h * 0.36) / (uvbox or w)))
    o = build("pouch", V, grid_faces(na, nz, wrap=True), m, uv=U, loc=loc, rot=rot, auto=0)
    return o


def scatter(tpl, items, m, name="scatter"):
    """Many copies of a template (V, F) in one mesh; items: (location, 3x3 matrix)."""
    V0, F0 = tpl
    V = np.concatenate([V0 @ np.asarray(M).T + np.asarray(L) for L, M in items])
    F = np.concatenate([np.asarray(F0) + i * len(V0) for i in range(len(items))])
    return build(name, V, F, m, auto=0)


def frame(direction, up=(0, 0, 1)):
    """Matrix whose columns are x, y, z axes with z along direction."""
    z = np.array(direction, float)
    z /= np.linalg.norm(z)
    x = np.cross(up, z)
    if np.linalg.norm(x) < 1e-4:
        x = np.array([1.0, 0, 0])
    x /= np.linalg.norm(x)
    return np.stack([x, np.cross(z, x), z], 1)


def blob_tpl(p=1.0, nu=14, nv=9):
    """Ellipsoid of radius 1 along z, pointed when p > 1."""
    V = []
    for i in range(nu):
        a = 2 * math.pi * i / nu
        for j in range(nv):
            b = -math.pi / 2 + math.pi * j / (nv - 1)
            r = max(0.0, math.cos(b)) ** p
            V.append((r * math.cos(a), r * math.sin(a), math.sin(b)))
    return np.array(V), np.array(grid_faces(nu, nv, wrap=True))


def leaf_tpl(curve=0.25, width=0.2, n=12):
    """Leaf of length 1 along z, bent."""
    V = []
    for i in range(n):
        t = i / (n - 1)
        w = width * math.sin(math.pi * t**0.75) ** 0.9 if 0 < t < 1 else 0.004
        for s in (-1, -0.5, 0, 0.5, 1):
            V.append((w * s, curve * t * t + 0.22 * w * abs(s), t))
    return np.array(V), np.array(grid_faces(n, 5))


RND = random.Random(7)
