source("../oracle.R")
sets <- list(bh1995 = c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .324, .4262, .5719, .6528, .759, 1), unsorted = c(.04, .001, .04, .5, .02, 0), one = .03, ties = c(.01, .01, .01, .9), tiny = c(1e-300, .5, 1e-20))
for (nm in names(sets)) for (me in c("bonferroni", "holm", "hochberg", "BH", "BY")) case(paste(nm, me), "p.adjust(p, method)", list(p = as.array(sets[[nm]]), method = me), list(adjusted = as.array(p.adjust(sets[[nm]], me))))
finish("p_adjust")
