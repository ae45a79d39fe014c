source("../oracle.R")
for (x in list(c(4, -1, 4, 0, 9), c(2, 2, 2), c(3, 1, 2), 5, c(1.5, -2, 1.5, 1.5, 7, -2), round(rivers / 100))) case(paste("rank", length(.cases) + 1), "rank(x)", list(x = as.array(x)), list(r = as.array(rank(x))))
finish("ranks")
