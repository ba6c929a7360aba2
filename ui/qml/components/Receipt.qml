import QtQuick

// A receipt as a picture: no readable word on it.
Item {
    width: 180
    height: 176

    Drawn {
        path: "M3 0 V170 l11 -11 11 11 11 -11 11 11 11 -11 11 11 11 -11 11 11 11 -11 11 11 11 -11 11 11 11 -11 11 11 11 -11 11 11 9 -9 V0"
        fill: "#FAF7F0"
        stroke: "#1B2430"
        strokeWidth: 4
    }

    Rectangle { x: 24; y: 26; width: 132; height: 8; radius: 4; color: "#8A8577" }
    Rectangle { x: 28; y: 54; width: 124; height: 34; color: "#1B2430" }
    Rectangle { x: 24; y: 110; width: 88; height: 8; radius: 4; color: "#8A8577" }
    Rectangle { x: 24; y: 132; width: 112; height: 8; radius: 4; color: "#8A8577" }
}
