"""Events of any kind linked across texts: vectors of what they are about, groups, measures."""
