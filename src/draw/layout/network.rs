//! Variables and the distances to keep between them: what a network simplex works on.

/// `position[to] - position[from]` is at least `min`, and each unit of it costs `weight`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Constraint {
    pub from: usize,
    pub to: usize,
    pub min: i32,
    pub weight: i64,
}

/// The constraints as seen from their variables, and where the variables stand.
pub(super) struct Network<'a> {
    pub constraints: &'a [Constraint],
    pub position: Vec<i64>,
    /// The links of all variables, one variable after the other, and for each those in the spanning tree first.
    links: Vec<LinkEnd>,
    /// Where the links of each variable begin, and at last where they end.
    begins: Vec<u32>,
    /// Where those in the spanning tree end.
    tree_ends: Vec<u32>,
    /// The two links of each constraint: that of the variable where it begins, and of the one where it ends.
    ends: Vec<[u32; 2]>,
}

/// A constraint as seen from one of its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkEnd {
    /// Its other end.
    pub other: u32,
    pub constraint: u32,
    pub min: i32,
    /// Whether it begins at this end.
    pub begins: bool,
}

impl<'a> Network<'a> {
    /// All variables stand at `start`, which must meet the constraints, or else as low as these allow.
    pub fn new(count: usize, constraints: &'a [Constraint], start: Option<Vec<i64>>) -> Network<'a> {
        let mut begins = vec![0; count + 1];
        for constraint in constraints {
            begins[constraint.from + 1] += 1;
            begins[constraint.to + 1] += 1;
        }
        for v in 0..count {
            begins[v + 1] += begins[v];
        }
        let nowhere = LinkEnd { other: 0, constraint: 0, min: 0, begins: false };
        let mut links = vec![nowhere; 2 * constraints.len()];
        let mut free = begins.clone();
        let mut link = |v: usize, link: LinkEnd| {
            let at = free[v];
            links[at as usize] = link;
            free[v] += 1;
            at
        };
        let ends = constraints.iter().enumerate().map(|(i, &Constraint { from, to, min, .. })| {
            let outward = LinkEnd { other: to as u32, constraint: i as u32, min, begins: true };
            [link(from, outward), link(to, LinkEnd { other: from as u32, begins: false, ..outward })]
        });
        let ends = ends.collect();
        let tree_ends = begins[..count].to_vec();
        let mut network = Network { constraints, position: vec![0; count], links, begins, tree_ends, ends };
        match start {
            Some(start) => network.position = start,
            None => network.push_forward(),
        }
        let meets = |c: &Constraint| network.position[c.to] - network.position[c.from] >= i64::from(c.min);
        debug_assert!(constraints.iter().all(meets), "the start breaks a constraint");
        network
    }

    /// The least position that the constraints allow, in topological order.
    fn push_forward(&mut self) {
        let count = self.position.len();
        let incoming = |v| self.links(v).iter().filter(|link| !link.begins).count();
        let mut waiting: Vec<usize> = (0..count).map(incoming).collect();
        let mut ready: Vec<usize> = (0..count).filter(|&v| waiting[v] == 0).collect();
        while let Some(v) = ready.pop() {
            for at in self.span(v) {
                let LinkEnd { other, min, begins, .. } = self.links[at];
                let other = other as usize;
                if begins {
                    self.position[other] = self.position[other].max(self.position[v] + i64::from(min));
                    waiting[other] -= 1;
                    if waiting[other] == 0 {
                        ready.push(other);
                    }
                }
            }
        }
    }

    /// The constraints at a variable.
    pub fn links(&self, v: usize) -> &[LinkEnd] {
        &self.links[self.span(v)]
    }

    /// Those of them in the spanning tree, and the others.
    pub fn tree_and_other_links(&self, v: usize) -> (&[LinkEnd], &[LinkEnd]) {
        self.links(v).split_at((self.tree_ends[v] - self.begins[v]) as usize)
    }

    fn span(&self, v: usize) -> std::ops::Range<usize> {
        self.begins[v] as usize..self.begins[v + 1] as usize
    }

    /// How much further apart than they must be the ends of a constraint at `v` stand.
    pub fn slack(&self, v: usize, link: &LinkEnd) -> i64 {
        let apart = self.position[link.other as usize] - self.position[v];
        (if link.begins { apart } else { -apart }) - i64::from(link.min)
    }

    /// Makes a constraint part of the spanning tree.
    pub fn join(&mut self, constraint: u32) {
        let Constraint { from, to, .. } = self.constraints[constraint as usize];
        for (end, v) in [from, to].into_iter().enumerate() {
            self.swap(self.ends[constraint as usize][end], self.tree_ends[v]);
            self.tree_ends[v] += 1;
        }
    }

    /// Takes a constraint out of the spanning tree.
    pub fn part(&mut self, constraint: u32) {
        let Constraint { from, to, .. } = self.constraints[constraint as usize];
        for (end, v) in [from, to].into_iter().enumerate() {
            self.tree_ends[v] -= 1;
            self.swap(self.ends[constraint as usize][end], self.tree_ends[v]);
        }
    }

    /// Lets two links of a variable change places.
    fn swap(&mut self, first: u32, second: u32) {
        self.links.swap(first as usize, second as usize);
        for at in [first, second] {
            let LinkEnd { constraint, begins, .. } = self.links[at as usize];
            self.ends[constraint as usize][usize::from(!begins)] = at;
        }
    }
}
